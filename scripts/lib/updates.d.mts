export function publicKeysOf(textOrFile: string | undefined): string[]
export function makeKeys(folder: string): { readonly private: string; readonly public: string }
export function feedText(folder: string, version: string, names: readonly string[]): string
export function signFeeds(
  folder: string,
  privateKey: string,
  publicKey: string,
  options?: { readonly days?: number; readonly now?: number },
): string[]
