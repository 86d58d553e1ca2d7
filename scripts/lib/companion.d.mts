export const companionFolder: string
