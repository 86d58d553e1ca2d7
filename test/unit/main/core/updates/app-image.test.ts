import { describe, expect, it } from 'vitest'
import { isInAppImage } from '../../../../../src/main/core/updates/app-image'

const image = { APPIMAGE: '/home/agent/Vocom Bar.AppImage', APPDIR: '/tmp/.mount_Vocom1' }

describe('the AppImage that the environment names', () => {
  it('is the bar’s own where the program lies in its folder', () => {
    expect(isInAppImage(image, '/tmp/.mount_Vocom1/vocom-bar-app')).toBe(true)
  })

  it.each([
    ['a browser that is an AppImage started an installed bar', image, '/usr/lib/vocom-bar/vocom-bar-app'],
    ['the folder only begins alike', image, '/tmp/.mount_Vocom12/vocom-bar-app'],
    ['no folder is named', { APPIMAGE: image.APPIMAGE }, '/usr/lib/vocom-bar/vocom-bar-app'],
    ['the folder is empty', { ...image, APPDIR: '' }, '/usr/lib/vocom-bar/vocom-bar-app'],
    ['there is none', {}, '/usr/lib/vocom-bar/vocom-bar-app'],
  ])('is not the bar’s where %s', (_why, environment, program) => {
    expect(isInAppImage(environment, program)).toBe(false)
  })
})
