import type { MetadataJson } from 'libphonenumber-js/core'

/*
 * Brazil's numbering plan, as libphonenumber-js has it in full (libphonenumber-js/metadata.max.json, countries.BR). The
 * package contains it only together with all other countries, at fifty times the size. A test compares the two.
 */

const plan = JSON.parse(
  String.raw`["55","00(?:1[245]|2[1-35]|31|4[13]|[56]5|99)","[1-467]\\d{9,10}|55[0-46-9]\\d{8}|[34]\\d{7}|55\\d{7,8}|(?:5[0-46-9]|[89]\\d)\\d{7,9}",[8,9,10,11],[["(\\d{4})(\\d{4})","$1-$2",["300|4(?:0[02]|37|86)","300|4(?:0(?:0|20)|370|864)"]],["(\\d{3})(\\d{2,3})(\\d{4})","$1 $2 $3",["(?:[358]|90)0"],"0$1"],["(\\d{2})(\\d{4})(\\d{4})","$1 $2-$3",["(?:[14689][1-9]|2[12478]|3[1-578]|5[13-5]|7[13-579])[2-57]"],"($1)"],["(\\d{2})(\\d{5})(\\d{4})","$1 $2-$3",["[16][1-9]|[2-57-9]"],"($1)"]],"0",0,"(?:0|90)(?:(1[245]|2[1-35]|31|4[13]|[56]5|99)(\\d{10,11}))?","$2",0,0,[["(?:[14689][1-9]|2[12478]|3[1-578]|5[13-5]|7[13-579])[2-5]\\d{7}",[10]],["(?:[14689][1-9]|2[12478]|3[1-578]|5[13-5]|7[13-579])(?:7|9\\d)\\d{7}",[10,11]],["800\\d{6,7}",[9,10]],["[59]00\\d{6,7}",[9,10]],0,0,0,0,0,["(?:30[03]\\d{3}|4(?:0(?:0\\d|20)|370|864))\\d{4}|300\\d{5}",[8,10]]]]`,
) as NonNullable<MetadataJson['countries']['BR']>

/** Where the plan holds its kinds of numbers: the first two are landlines and mobiles, each with its pattern. */
const KINDS = 11
type Kind = readonly [pattern: string, ...more: unknown[]]
const [[landline], [mobile]] = plan[KINDS] as readonly [Kind, Kind]

/**
 * Landlines and mobiles with their area code: the library finds each of them valid, at a cost that a page with thousands
 * of numbers feels. A test compares the two.
 */
export const everydayNumber = new RegExp(`^(?:${[landline, mobile].join('|')})$`)

export const brazil: MetadataJson = {
  version: 4,
  country_calling_codes: { '55': ['BR'] },
  countries: { BR: plan },
  nonGeographic: {},
}
