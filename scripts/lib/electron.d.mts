/** The absolute path of the Electron executable that start, tests and bench all use. */
export function electronExecutable(): string
