import { create } from 'qrcode'

/** Light modules around the symbol that a camera needs (ISO/IEC 18004, 6.3.8). */
const QUIET = 4

/** A QR symbol as a view draws it: an SVG of `size` x `size` units with one dark path. */
export interface QrSymbol {
  readonly size: number
  /** Data of the path: a square of one unit for each dark module. */
  readonly path: string
}

/**
 * @param text what a camera shall read; up to some 2,000 characters
 * @returns the symbol with error correction M (15 %), quiet zone included
 */
export function qrSymbol(text: string): QrSymbol {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const squares: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) squares.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`)
    }
  }
  return { size: modules.size + 2 * QUIET, path: squares.join('') }
}
