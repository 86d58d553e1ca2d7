import { mount } from 'svelte'
import '../lib/theme.css'
import { watchFaults } from '../lib/faults'
import { follow } from '../lib/snapshot.svelte'
import Bar from './Bar.svelte'

watchFaults('bar')
const target = document.getElementById('app')
if (target === null) throw new Error('no #app')
await follow()
mount(Bar, { target })
