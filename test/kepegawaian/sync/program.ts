import { bundleOf } from '../../../src/domain/kepegawaian/source/bundle.ts'
import { bundleFilesOf } from '../../../src/domain/kepegawaian/source/files.ts'
import { type OpenedSource, type Source, SourceDown } from '../../../src/domain/kepegawaian/source/source.ts'
import { type Clock, dayInWib } from '../../../src/kernel/lib/clock.ts'
import { type Cells, pegawaiCsv, type CsvForm } from '../feeds.ts'

/** A clock that stands where it is put. */
export function clockFrom(start: string): Clock & { advance(minutes: number): void } {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at), today: () => dayInWib(new Date(at)),
    advance(minutes) { at += minutes * 60_000 },
  }
}

/** A program of the personnel office as far as the pipeline sees it: it has people, or it is down. */
export interface OfficeProgram extends Source {
  people: readonly Cells[]
  isDown: boolean
  readonly asked: string[]
}

const empty = (opened: OpenedSource): OpenedSource => ({
  ...opened,
  async read(onProgress) {
    const feed = await opened.read(onProgress)
    return { ...feed, pegawai: { ...feed.pegawai, lines: [] }, unor: undefined, penugasan: undefined }
  },
})

/** @param form what columns it does not have; its ids are told apart by `sumber` */
export function officeProgram(
  sumber: string, people: readonly Cells[], { form, changes }: { form?: CsvForm; changes?: boolean } = {},
): OfficeProgram {
  const asked: string[] = []
  const open = (): Promise<OpenedSource> => {
    if (program.isDown) return Promise.reject(new SourceDown(sumber, 'unreachable'))
    const name = 'pegawai.csv'
    const opened = bundleOf(bundleFilesOf([{ name, bytes: Buffer.from(pegawaiCsv(program.people, form)) }]), new Date(0))
    return Promise.resolve({
      ...opened, sumber, read: async (onProgress) => ({ ...await opened.read(onProgress), sumber }),
    })
  }
  let cursors = 0
  let told: readonly Cells[] | undefined
  const program: OfficeProgram = {
    sumber, people, isDown: false, asked,
    everything() {
      asked.push('everything')
      return open()
    },
    person: () => Promise.resolve(undefined),
    ...(changes && {
      async changedSince(cursor: string | undefined) {
        asked.push(`since ${cursor ?? 'the beginning'}`)
        const opened = await open()
        const isNews = told !== program.people
        told = program.people
        return { source: isNews ? opened : empty(opened), cursor: String(cursors += 1) }
      },
    }),
  }
  return program
}
