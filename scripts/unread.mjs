import { readFileSync, readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { parse } from 'svelte/compiler'
import ts from 'typescript'
import { at } from './lib/place.mjs'
import { main, say, Stop } from './lib/say.mjs'

/*
 * Finds properties that a type of src declares and no code of src reads. Writing one, handing it on and reading it in
 * a test do not count. Of a Svelte file only the names are known: what one of them reads, of whatever type, counts.
 */

/** Read where this check cannot look. */
const readElsewhere = new Map([
  ['src/shared/i18n/say.ts: toString', 'the compiled messages, which put the value into their text'],
  ['src/shared/i18n/say.ts: valueOf', 'the plural rules of the compiled messages'],
  ['src/shared/vocom/errors.ts: httpStatus', 'the diagnostics: failures stand there whole'],
  ['src/simulator/controls.ts: endpoint', 'the journal of the control API'],
  ['src/simulator/controls.ts: path', 'the journal of the control API'],
  ['src/simulator/controls.ts: keyAccepted', 'the journal of the control API'],
  ['src/simulator/controls.ts: outcome', 'the journal of the control API'],
  ['src/simulator/controls.ts: fault', 'the journal of the control API'],
  ['src/simulator/pabx/world.ts: breakId', 'the state that the control API answers'],
  ['src/simulator/simulator.ts: controls', 'the tests: what the control API changes, without a request'],
  ['src/renderer/lib/format.ts: hours', 'a sentence, among the values that a page hands to it'],
  ['src/renderer/lib/format.ts: minutes', 'a sentence, among the values that a page hands to it'],
])

const program = programOf(files('.ts'))
const checker = program.getTypeChecker()
const read = new Set()
/** By declaration: those that are read where it is read, because their values came to it. */
const sourcesOf = new Map()
const compared = new Set()

await main(() => {
  const declared = []
  const visit = (node) => {
    if (ts.isPropertySignature(node) && !isPattern(node.parent.parent)) declared.push(node)
    noteRead(node)
    if (ts.isSpreadAssignment(node)) noteFlow(node.expression, node.parent)
    else if (ts.isExpression(node)) noteFlow(node, node)
    ts.forEachChild(node, visit)
  }
  for (const file of program.getSourceFiles()) if (isOurs(file.fileName)) ts.forEachChild(file, visit)
  for (const declaration of read) sourcesOf.get(declaration)?.forEach((source) => read.add(source))

  const inPages = namesReadIn(files('.svelte'))
  const unread = declared
    .filter((property) => !read.has(property) && !inPages.has(property.name.text))
    .map((property) => `${relative(at(), property.getSourceFile().fileName)}: ${property.name.text}`)
  const dead = unread.filter((property) => !readElsewhere.has(property))
  const settled = [...readElsewhere.keys()].filter((property) => !unread.includes(property))
  for (const property of dead) say(`${property} is read by nobody`)
  for (const property of settled) say(`${property} is read, and needs no exception`)
  if (dead.length > 0) throw new Stop('Remove what nobody reads, or say in scripts/unread.mjs who reads it.')
  if (settled.length > 0) throw new Stop('Remove the exceptions from scripts/unread.mjs.')
})

function noteRead(node) {
  const { parent } = node
  const isWritten =
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  if (ts.isPropertyAccessExpression(node) && !isWritten) markRead(checker.getSymbolAtLocation(node.name))
  if (ts.isElementAccessExpression(node) && !isWritten) markKeys(node.expression, node.argumentExpression)
  if (ts.isIndexedAccessTypeNode(node)) markKeys(node.objectType, node.indexType)
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
    markKeys(node.right, node.left)
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(parent) && node.dotDotDotToken === undefined)
    markKey(checker.getTypeAtLocation(parent), (node.propertyName ?? node.name).getText())
  if (ts.isCallExpression(node) && /^Object\.(values|entries)$/.test(node.expression.getText()))
    markAll(checker.getTypeAtLocation(node.arguments[0]))
}

/** `Extract<Event, { type: 'x' }>` chooses by a property, and declares none. */
function isPattern(node) {
  return ts.isTypeReferenceNode(node) && ['Extract', 'Exclude'].includes(node.typeName.getText())
}

function markKeys(object, key) {
  const type = checker.getTypeAtLocation(object)
  const names = partsOf(checker.getTypeAtLocation(key))
  if (names.every((name) => name.isStringLiteral())) names.forEach(({ value }) => markKey(type, value))
  else markAll(type)
}

function markKey(type, name) {
  for (const part of partsOf(type)) markRead(checker.getPropertyOfType(part, name))
}

function markAll(type) {
  for (const part of partsOf(type)) checker.getPropertiesOfType(part).forEach(markRead)
}

function markRead(symbol) {
  for (const declaration of symbol?.declarations ?? []) read.add(declaration)
}

/** An object that is given where one of another type is wanted: reading the one reads the other. */
function noteFlow(expression, place) {
  const wanted = checker.getContextualType(place)
  if (wanted === undefined) return
  const given = checker.getTypeAtLocation(expression)
  compare(given, wanted)
  // A table keeps its own type under `satisfies`: what is read of it is read of the type that it satisfies.
  if (ts.isObjectLiteralExpression(expression)) compare(wanted, given)
}

function compare(given, wanted, depth = 0) {
  const pair = `${given.id} ${wanted.id}`
  if (given === wanted || depth > 4 || compared.has(pair)) return
  compared.add(pair)
  const targets = partsOf(wanted).filter(isObject)
  for (const source of partsOf(given).filter(isOurObject))
    for (const target of targets) if (source !== target) compareObjects(source, target, depth + 1)
}

function compareObjects(source, target, depth) {
  for (const property of checker.getPropertiesOfType(target)) {
    const held = checker.getPropertyOfType(source, property.name)
    if (held === undefined) continue
    const sources = (held.declarations ?? []).filter(isOurDeclaration)
    for (const declaration of property.declarations ?? []) {
      if (isOurDeclaration(declaration)) addSources(declaration, sources)
      // A library is believed to read what it asks for.
      else sources.forEach((source) => read.add(source))
    }
    compare(checker.getTypeOfSymbol(held), checker.getTypeOfSymbol(property), depth)
  }
  const [gives] = source.getCallSignatures()
  const [asks] = target.getCallSignatures()
  if (gives === undefined || asks === undefined) return
  compare(gives.getReturnType(), asks.getReturnType(), depth)
  for (const [index, passed] of asks.parameters.slice(0, gives.parameters.length).entries())
    compare(checker.getTypeOfSymbol(passed), checker.getTypeOfSymbol(gives.parameters[index]), depth)
}

function addSources(declaration, sources) {
  const known = sourcesOf.get(declaration) ?? new Set()
  sourcesOf.set(declaration, known)
  for (const source of sources) known.add(source)
}

function partsOf(type) {
  return type.isUnionOrIntersection() ? type.types.flatMap(partsOf) : [type]
}

function isObject(type) {
  return (type.flags & ts.TypeFlags.Object) !== 0
}

function isOurObject(type) {
  const symbols = [type.symbol, type.aliasSymbol]
  return isObject(type) && symbols.some((symbol) => symbol?.declarations?.some(isOurDeclaration))
}

function isOurDeclaration(declaration) {
  return isOurs(declaration.getSourceFile().fileName)
}

function isOurs(file) {
  return file.startsWith(at('src')) && !file.includes('generated') && !file.endsWith('.d.ts')
}

function namesReadIn(pages) {
  const names = new Set()
  const look = (node) => {
    if (node === null || typeof node !== 'object') return
    if (node.type === 'MemberExpression') names.add(node.property.name ?? node.property.value)
    if (node.type === 'ObjectPattern') for (const { key } of node.properties) names.add(key?.name)
    Object.values(node).forEach(look)
  }
  for (const page of pages) look(parse(readFileSync(page, 'utf8'), { modern: true }))
  return names
}

function files(ending) {
  return readdirSync(at('src'), { recursive: true })
    .filter((name) => name.endsWith(ending) && !name.includes('generated'))
    .map((name) => at('src', name))
}

function programOf(names) {
  const { config } = ts.readConfigFile(at('tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, at())
  const types = ['node', 'electron', 'svelte', 'vite/client']
  return ts.createProgram(names, { ...options, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], types })
}
