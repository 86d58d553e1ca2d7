/** How many pixels differ between two pictures (PNG); null where their sizes differ. Decoded by the running app. */
export function differingPixels(app, before, after) {
  if (before.equals(after)) return 0
  return app.evaluate(
    ({ nativeImage }, pair) => {
      const [one, other] = pair.map((png) => nativeImage.createFromBuffer(Buffer.from(png, 'base64')))
      const size = one.getSize()
      if (size.width !== other.getSize().width || size.height !== other.getSize().height) return null
      const [mine, its] = [one.toBitmap(), other.toBitmap()]
      let differing = 0
      for (let at = 0; at < mine.length; at += 4)
        if (mine.readUInt32LE(at) !== its.readUInt32LE(at)) differing++
      return differing
    },
    [before.toString('base64'), after.toString('base64')],
  )
}
