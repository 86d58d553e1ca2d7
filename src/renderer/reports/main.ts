import { mount } from 'svelte'
import '../lib/theme.css'
import { bridge } from '../lib/bridge'
import { watchFaults } from '../lib/faults'
import { follow } from '../lib/snapshot.svelte'
import Reports from './Reports.svelte'

watchFaults('reports')
const target = document.getElementById('app')
if (target === null) throw new Error('no #app')
await follow()
mount(Reports, { target, props: { first: await bridge.query('reports.view') } })
