import { create } from 'qrcode'

/** Light modules around the symbol that a camera needs (ISO/IEC 18004, 6.3.8). */
const QUIET = 4

/** A QR symbol as a view draws it: an SVG of `size` x `size` units with one dark path. */
export interface QrSymbol {
  readonly size: number
  /** Data of the path: a bar of one unit's height for each run of dark modules. */
  readonly path: string
}

/**
 * @param text what a camera shall read; up to some 2,000 characters
 * @returns the symbol with error correction M (15 %), quiet zone included
 */
export function qrSymbol(text: string): QrSymbol {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size
  const isDark = (row: number, column: number): boolean => column < size && modules.get(row, column) === 1
  const bars: string[] = []
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size;) {
      let length = 0
      while (isDark(row, column + length)) length += 1
      if (length > 0) bars.push(`M${column + QUIET} ${row + QUIET}h${length}v1h-${length}z`)
      column += length + 1
    }
  }
  return { size: size + 2 * QUIET, path: bars.join('') }
}
