import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { expect, it } from 'vitest'
import { keepZoom } from '../../../../../src/main/shell/windows/page-zoom'

it('a page has its zoom factor once it has loaded, and one whose window is destroyed is left alone', () => {
  const zooms: number[] = []
  let isDestroyed = false
  const ifThere = (): void => {
    if (isDestroyed) throw new TypeError('Object has been destroyed')
  }
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => isDestroyed,
    setZoomFactor: (factor: number) => {
      ifThere()
      zooms.push(factor)
    },
  })
  const window = {
    get webContents() {
      ifThere()
      return contents
    },
  }
  let factor = 1.5
  keepZoom(window as unknown as BrowserWindow, () => factor)
  contents.emit('did-finish-load')
  factor = 2
  contents.emit('did-finish-load')
  isDestroyed = true
  contents.emit('did-finish-load')
  expect(zooms).toEqual([1.5, 2])
})
