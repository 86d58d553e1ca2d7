import { mount } from 'svelte'
import '../lib/theme.css'
import { watchFaults } from '../lib/faults'
import { follow, mirror } from '../lib/snapshot.svelte'
import Reports from './Reports.svelte'

watchFaults('reports')
const target = document.getElementById('app')
if (target === null) throw new Error('no #app')
await follow()
const first = mirror.pushed.report
if (first === null) throw new Error('no report is pushed here')
mount(Reports, { target, props: { first } })
