import { expect, it } from 'vitest'
import { plainMarkup } from '../../../../../src/main/core/windows/plain-markup'

it('escapes each sign of a markup once', () => {
  expect(plainMarkup('<b>x</b> & <a href="http://e">y</a> &amp; Almoço')).toBe(
    '&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href="http://e"&gt;y&lt;/a&gt; &amp;amp; Almoço',
  )
})
