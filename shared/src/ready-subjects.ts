// The subjects that are offered ready, for content notes and for one's own list, with the words that belong to each in English and French.

export const readySubjects = [
  'grief',
  'suicide',
  'return',
  'substances',
  'violence',
  'abuse',
  'eating',
  'illness',
  'crisis',
  'stigma',
  'burnout',
] as const
export type ReadySubject = (typeof readySubjects)[number]

/** Of one's own list, beside its name in the reader's language. Plain words alone: what is meant otherwise half of the time is left out. */
export const wordsOfSubject: Record<ReadySubject, readonly string[]> = {
  grief: phrases(`
    grief, grieve, grieving, bereavement, bereaved, mourning, funeral, memorial, passed away, widow, widower, stillbirth, miscarriage,
    deuil, endeuillé, endeuillée, funérailles, obsèques, fausse couche, mortinaissance`),
  suicide: phrases(`
    suicide, suicidal, suicidality, self-harm, self harm, self-harming, self-injury, overdose, took her life, took his life, took their life,
    end my life, kill myself, killed himself, killed herself,
    suicidaire, suicidé, suicidée, automutilation, surdose, mettre fin à mes jours, mis fin à ses jours`),
  return: phrases(`
    return to use, relapse, relapsed, relapsing, using again, drinking again, recurrence of use,
    rechute, rechuter, rechuté, retour à la consommation, reprise de la consommation`),
  substances: phrases(`
    substance use, substance, drug, alcohol, drinking, drunk, opioid, fentanyl, heroin, cocaine, meth, crystal meth, withdrawal, detox, needle,
    drogue, alcool, opioïde, héroïne, cocaïne, sevrage, désintoxication, seringue, usage de substances, consommation`),
  violence: phrases(`
    violence, violent, assault, assaulted, attack, attacked, murder, weapon, restraint, restrained, seclusion, coercion, coerced, forced treatment,
    violente, agression, agressé, agressée, meurtre, arme, contention, isolement forcé, coercition, contrainte, traitement forcé`),
  abuse: phrases(`
    abuse, abused, abusive, abuser, rape, raped, rapist, sexual violence, sexual assault, incest, domestic violence, molested,
    maltraitance, viol, violée, violé, violeur, violence sexuelle, agression sexuelle, inceste, violence conjugale, abus sexuel`),
  eating: phrases(`
    eating disorder, anorexia, anorexic, bulimia, bulimic, binge, purging, weight loss, calories, body image,
    trouble alimentaire, trouble du comportement alimentaire, anorexie, anorexique, boulimie, boulimique, perte de poids, image corporelle`),
  illness: phrases(`
    serious illness, terminal, dying, hospice, palliative, metastasis, metastatic, cancer, tumour, tumor, chemotherapy, amputation, end of life,
    maladie grave, mourir, mourant, mourante, soins palliatifs, métastase, tumeur, chimiothérapie, fin de vie`),
  crisis: phrases(`
    crisis, crisis work, crisis team, crisis line, emergency, sectioned, involuntary, psychosis, psychotic, panic attack, distress,
    crise, équipe de crise, ligne de crise, urgence, internement, hospitalisation involontaire, psychose, attaque de panique, détresse`),
  stigma: phrases(`
    stigma, stigmatising, stigmatizing, stigmatised, discrimination, discriminated, racism, racist, homophobia, transphobia, slur,
    stigmatisation, stigmatisant, stigmatisante, racisme, raciste, homophobie, transphobie, insulte`),
  burnout: phrases(`
    burnout, burn-out, burned out, burnt out, exhaustion, compassion fatigue, vicarious trauma, moral injury,
    épuisement, fatigue de compassion, traumatisme vicariant, blessure morale`),
}

function phrases(list: string): readonly string[] {
  return list.split(',').map(each => each.trim())
}
