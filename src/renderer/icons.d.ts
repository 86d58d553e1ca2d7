/** A lucide icon by its name, which electron.vite.config.ts makes a component of. Its text stands beside it. */
declare module 'virtual:icon/*' {
  import type { Component } from 'svelte'

  const icon: Component<{ readonly size?: number; readonly strokeWidth?: number; readonly fill?: string }>
  export default icon
}
