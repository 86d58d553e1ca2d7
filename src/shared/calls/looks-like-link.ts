/** Whether a word on the command line is meant as a link. Apart from the reading of links, which every start would load. */
export const looksLikeLink = (text: string): boolean => /^(vocom-bar|tel|callto|sips?):/i.test(text.trim())
