import type { MetadataJson } from 'libphonenumber-js/core'
import { brazil } from '../../shared/phone/brazil'
import { phone as withMetadata } from '../../shared/phone/format'
import { text } from './snapshot.svelte'

let known = $state.raw<MetadataJson>(brazil)
let asked = false

/** A number as people read it. How the rest of the world groups its numbers is loaded with the first one of them. */
export function phone(number: string): string {
  if (!asked && number.startsWith('+') && !number.startsWith('+55')) {
    asked = true
    void import('libphonenumber-js/min/metadata').then(({ default: world }) => {
      known = { ...world, countries: { ...world.countries, ...brazil.countries } }
    })
  }
  return withMetadata(number, known)
}

/** The number of a call for people; words where it is withheld. */
export const numberName = (number: string): string => (number === '' ? text('number_unknown') : phone(number))
