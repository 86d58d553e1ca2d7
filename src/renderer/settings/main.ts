import { mount } from 'svelte'
import '../lib/theme.css'
import { bridge } from '../lib/bridge'
import { watchFaults } from '../lib/faults'
import { follow } from '../lib/snapshot.svelte'
import Settings from './Settings.svelte'

watchFaults('settings')
const target = document.getElementById('app')
if (target === null) throw new Error('no #app')
await follow()
mount(Settings, { target, props: { form: await bridge.query('settings.read') } })
