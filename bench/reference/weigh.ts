// Loaded before a server, reference and Hearth alike, with `--expose-gc`: tells what is held in its heap and buffers once all that nobody needs is gone.

process.on('message', message => {
  if (message !== 'weigh') return
  for (let n = 0; n < 3; n += 1) globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.send?.(heapUsed + external)
})
process.channel?.unref()
