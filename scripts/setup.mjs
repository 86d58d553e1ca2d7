// Makes a fresh machine ready, and is quick when there is nothing to do. Runs before everything else, so it uses
// nothing that is not in Node, and loads its parts only once it knows that this Node can read them.
const wanted = [20, 19]
const found = process.versions.node.split('.').map(Number)

if (found[0] > wanted[0] || (found[0] === wanted[0] && found[1] >= wanted[1])) {
  const { setUp } = await import('./lib/set-up.mjs')
  await setUp(process.env.npm_lifecycle_event ?? '')
} else {
  console.error(
    `Node ${process.versions.node} is too old for this project: install Node ${wanted.join('.')} or newer.`,
  )
  process.exitCode = 1
}
