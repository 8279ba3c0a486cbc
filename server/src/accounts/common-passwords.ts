// The passwords that are guessed first: refused by their words and patterns, since a list of whole passwords would miss every added digit.
//
// Where the words come from: written by hand from what published yearly lists of leaked passwords have in common. It is no copy of any
// one list and does not pretend to be complete; it holds the words around which the commonest long passwords are built, and the whole
// passwords of ten characters and more that such lists repeat.

/** Words of which the commonest passwords are made, lower case, without the digits that people add. */
const words = new Set(
  `password passwort passwd passcode parola contrasena motdepasse senha salasana haslo wachtwoord lozinka sifre kennwort geheim secret
  welcome welkom willkommen bienvenue bienvenido bemvindo benvenuto hello hallo hola bonjour goodbye login signin letmein openup
  opensesame access enter entrar change changeme changeit changethis default guest user username account test tester testing testtest
  temp temporary example sample admin administrator administrador root superuser sysadmin manager master server system computer
  internet network desktop laptop windows apple google facebook youtube instagram whatsapp telegram twitter tiktok amazon netflix
  spotify microsoft samsung nintendo playstation xbox minecraft fortnite pokemon pikachu roblox starwars matrix batman superman
  spiderman ironman avengers hogwarts harrypotter football fussball futbol soccer baseball basketball hockey tennis cricket rugby
  golf swimming yankees cowboys steelers eagles lakers arsenal liverpool chelsea barcelona realmadrid juventus manchester unitedfc
  sunshine moonlight starlight rainbow summer winter spring autumn january february march april june july august september october
  november december monday tuesday wednesday thursday friday saturday sunday morning night evening forever always never whatever
  nothing something someone anybody everybody princess prince queen king kingdom angel angels devil demon heaven jesus jesuschrist
  christ godisgood godislove blessed blessing faith grace amen buddha allah love lover lovely loveme loveyou iloveyou iloveu iloveme
  iloveyouso ihateyou jetaime teamo tequiero tiamo amore amour amor mylove myself mypassword mysecret family mother mommy mama father
  daddy papa sister brother babygirl babyboy baby honey sweety sweetheart cutie cupcake cookie chocolate banana orange cherry
  strawberry peanut pepper ginger coffee cheese pizza chicken butter butterfly flower flowers rose lily daisy jasmine dragon dragons
  monkey donkey tiger lion panther eagle falcon phoenix wolf kitten kitty cat dog doggy puppy bunny rabbit dolphin horse pony turtle
  spider scorpion snake shadow ghost killer hunter ninja samurai warrior soldier pirate wizard magic mystic merlin mustang ferrari
  porsche mercedes corvette camaro harley yamaha suzuki honda toyota trustno trustnoone nobody freedom liberty peace hope dream dreams
  dreamer believe smile happy happiness lucky success winner champion victory money dollar diamond diamonds gold golden silver platinum
  crystal purple yellow green blue black white red pink silverado thunder lightning storm hurricane fire firefire water ocean
  island paradise music guitar piano drummer metallica slipknot nirvana beatles eminem michael michelle jennifer jessica ashley amanda
  nicole daniel andrew anthony joshua matthew christopher jordan taylor thomas robert william charlie george patrick samantha elizabeth
  alexander alexandra nicholas benjamin victoria maria marie anna andrea carlos antonio fernando alejandro london paris berlin madrid
  newyork chicago boston dallas texas california canada america england france germany spain brasil brazil mexico india australia
  qwerty qwertz azerty qwertyui qwertyuiop asdf asdfgh asdfghjk asdfghjkl zxcv zxcvb zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc qweasd
  qweasdzxc asdzxc qwert asdfg poiuy poiuyt lkjhg mnbvc qwe asd zxc abc abcd abcde abcdef abcdefg abcdefgh abcdefghi xyz aaa
  support supporter peersupport peersupporter peer recovery recover helper helping community together wellness health mental
  supervisor supervision coordinator moderator steward member counselor counsellor therapist hospital clinic nurse doctor`.split(/\s+/),
)

/** Whole passwords of the lists that no rule below finds. */
const whole = new Set(
  `1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3 zaq1xsw2cde3 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u q1w2e3r4t5 q1w2e3r4t5y6 a1b2c3d4e5
  a1s2d3f4g5 qwerty1qaz2wsx 1qazxsw23edc 0okm9ijn8uhb q2w3e4r5t6 12qwaszx34 123qweasdzxc qwe123asd456 1a2b3c4d5e thisisapassword
  thisismypassword ilovemyfamily ilovemymom ilovemydog letmeinnow whatsyourname idontknow123 icantremember iforgotmypassword
  youshallnotpass maytheforcebewithyou trustno1trustno1 correcthorsebatterystaple 3rjs1la7qe google123456 d1lakiss18atcskd2w
  fuckyou123 fuckyoufuckyou 18atcskd2w3rjs1la7qe mynoob12345 zag12wsxzag12wsx passw0rd1234 unknown1234 nopassword nopassword1`.split(/\s+/),
)

/** Rows and columns of keyboards, the alphabet and the digits; each is guessed forwards and backwards. */
const runs = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
].flatMap(run => [run, [...run].reverse().join('')])

const digitsForLetters: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }
/** More words than these make a phrase, which is not guessed by its words. */
const wordsOfAPhrase = 3

/** Whether a password is guessed first. `own` are words that stand beside it: the handle, the name of the site. */
export function isCommonPassword(password: string, own: string[]): boolean {
  const text = password.toLowerCase().replace(/\s/g, '')
  const ownWords = own.flatMap(name => [name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''), ...name.toLowerCase().split(/[^\p{L}\p{N}]+/u)])
  const known = (part: string) => words.has(part) || (part.length >= 3 && ownWords.includes(part))
  if (whole.has(text) || isRepeated(text) || isMadeOfRuns(text)) return true
  return [lettersOf(text), lettersOf(trimmed(text)), lettersOf(spelled(text)), lettersOf(spelled(trimmed(text)))].some(letters =>
    isMadeOfWords(letters, known),
  )
}

function lettersOf(text: string) {
  return text.replace(/[^\p{L}]/gu, '')
}

/** Without the digits and signs around, which people add when they are asked for them. */
function trimmed(text: string) {
  return text.replace(/^[^\p{L}@$]+|[^\p{L}@$]+$/gu, '')
}

function spelled(text: string) {
  return [...text].map(letter => digitsForLetters[letter] ?? letter).join('')
}

/** One piece of up to half the length, again and again. */
function isRepeated(text: string) {
  const again = (text + text).indexOf(text, 1)
  return again < text.length && again <= Math.max(4, text.length / 2)
}

/** Every piece a run of three at least, such as `abc123` or `qwertyuiop`; one odd letter is forgiven. */
function isMadeOfRuns(text: string) {
  let rest = text
  let odd = 0
  while (rest) {
    const length = longestRun(rest)
    if (length < 3) odd += 1
    rest = rest.slice(length < 3 ? 1 : length)
  }
  return odd <= 1
}

function longestRun(text: string) {
  let length = 1
  while (length < text.length && text[length] === text[0]) length += 1
  for (const run of runs) {
    const start = run.indexOf(text[0]!)
    let same = 0
    while (start >= 0 && same < text.length && run[start + same] === text[same]) same += 1
    length = Math.max(length, same)
  }
  return length
}

/** No letters at all, or nothing but a word or two that are known. */
function isMadeOfWords(letters: string, known: (part: string) => boolean, most = wordsOfAPhrase - 1): boolean {
  if (letters === '' || known(letters)) return true
  if (most <= 1) return false
  for (let cut = 1; cut < letters.length; cut += 1)
    if (known(letters.slice(0, cut)) && isMadeOfWords(letters.slice(cut), known, most - 1)) return true
  return false
}
