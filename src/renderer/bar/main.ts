import { mount } from 'svelte'
import '../lib/theme.css'
import { follow } from '../lib/snapshot.svelte'
import Bar from './Bar.svelte'

const target = document.getElementById('app')
if (target === null) throw new Error('no #app')
await follow()
mount(Bar, { target })
