import { describe, expect, it } from 'vitest'
import { callInAddress, isPopupPattern } from '../../../../src/shared/companion/popups'

const pattern = 'https://crm.example.com/popup?id={callId}&phone={number}'

describe('a page’s address', () => {
  it.each([
    [pattern, 'https://crm.example.com/popup?id=c-1&phone=%2B551133334444', 'c-1', '+551133334444'],
    [pattern, 'HTTPS://CRM.example.com:443/popup/?phone=+5511&utm=x&id=c-1#top', 'c-1', '+5511'],
    [pattern, 'https://crm.example.com/popup?id=c-1', 'c-1', undefined],
    ['https://crm.example.com/calls/{callId}', 'https://crm.example.com/calls/a%2Fb', 'a/b', undefined],
    ['https://c.example/#/pop?i={callId}&n={phone}', 'https://c.example/#/pop?n=1&i=2', '2', '1'],
    ['http://10.0.0.1:8080/p?type=in&c={callId}', 'http://10.0.0.1:8080/p?c=7&type=in', '7', undefined],
  ])('%s tells a call: %s', (wanted, url, callId, number) => {
    expect(callInAddress(wanted, url)).toEqual({ callId, number })
  })

  it.each([
    'https://crm.example.com/popup?phone=1133334444',
    'https://crm.example.com/popup?id=&phone=1133334444',
    'https://crm.example.com/popup/more?id=c-1',
    'https://crm.example.com.evil.example/popup?id=c-1',
    'https://evil.example/https://crm.example.com/popup?id=c-1',
    'https://crm.example.com@evil.example/popup?id=c-1',
    'http://crm.example.com/popup?id=c-1',
    'https://crm.example.com:8443/popup?id=c-1',
    'https://crm.example.com/popup?id=%E0%A4%A',
    'https://crm.example.com/popup?ID=c-1',
    'javascript:1',
    `https://crm.example.com/popup?id=${'1'.repeat(2_000)}`,
  ])('is none that tells a call: %s', (url) => {
    expect(callInAddress(pattern, url)).toBeNull()
  })

  it('can be told by a pattern with one call id, and nothing unknown in braces', () => {
    expect(isPopupPattern(pattern)).toBe(true)
    expect(isPopupPattern('https://crm.example.com/{callId}/{callId}')).toBe(false)
    expect(isPopupPattern('https://crm.example.com/popup?phone={number}')).toBe(false)
    expect(isPopupPattern('https://crm.example.com/popup?id={callId}&to={agent}')).toBe(false)
    expect(isPopupPattern('https://crm.example.com/popup?id=x{callId}')).toBe(false)
    expect(isPopupPattern('https://{callId}.example.com/')).toBe(false)
    expect(isPopupPattern('{callId}')).toBe(false)
  })
})
