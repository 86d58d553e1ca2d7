import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeWhole } from '../../../../../src/main/shell/storage/whole-file'
import { withFolder } from '../../../../support/folder'

let folder = ''
withFolder((path) => (folder = path))

it('a file takes the place of another one, and of a link without touching what it leads to', async () => {
  const [path, victim] = [join(folder, 'x.zip'), join(folder, 'victim')]
  writeFileSync(victim, 'mine')
  symlinkSync(victim, path)
  await writeWhole(path, 'new', 0o600)
  expect(readFileSync(victim, 'utf8')).toBe('mine')
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).sort()).toEqual(['victim', 'x.zip'])
})

it('one that cannot be put in place leaves nothing behind', async () => {
  await expect(writeWhole(join(folder, 'no such folder', 'x'), 'new')).rejects.toMatchObject({
    code: 'ENOENT',
  })
  expect(readdirSync(folder)).toEqual([])
})
