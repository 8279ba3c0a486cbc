// Says a result in the page's one polite region, without showing it there: it is shown where the hand was.

export function say(words: string) {
  const region = document.getElementById('status') ?? newRegion()
  // What the server said there stays in sight; nothing on the page moves.
  if (region.textContent === '') region.classList.add('vh')
  if (region.classList.contains('vh')) region.textContent = words
  else spokenIn(region).textContent = words
}

function spokenIn(region: HTMLElement) {
  const known = region.querySelector('.vh')
  if (known) return known
  const spoken = document.createElement('span')
  spoken.className = 'vh'
  region.append(spoken)
  return spoken
}

function newRegion() {
  const region = document.createElement('p')
  region.id = 'status'
  region.setAttribute('role', 'status')
  document.getElementById('main')?.prepend(region)
  return region
}
