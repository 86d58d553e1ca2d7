import { build } from '../../../scripts/lib/build.mjs'

/** Before any worker: a build that a test began later would take the bar from under the others. */
export default build
