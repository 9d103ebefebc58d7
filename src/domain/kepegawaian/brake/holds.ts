import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import type { Alarm } from '../runs/run.ts'

/** The brake stopped a run before its first change: two people of BKD have to allow that very difference. */
export class BrakeHolds extends OperatorError {
  /** the run about which they are asked: an earlier one when the same difference waits already */
  readonly run: string
  readonly alarms: readonly Alarm[]

  constructor(run: string, alarms: readonly Alarm[]) {
    super(`${alarms.map(sentenceOf).join(' ')} Run ${run} waits until two people of BKD allow it (/bkd). `
      + 'Nothing was changed.')
    this.run = run
    this.alarms = alarms
  }
}

/** @returns the limit that was passed, in a sentence without values of any person */
export function sentenceOf(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'jumlah':
      return `${alarm.endings} of ${alarm.people} people would be closed or frozen at once, more than ${alarm.limit}.`
    case 'opd':
      return `${alarm.endings} of ${alarm.people} people of ${alarm.nama ?? alarm.unitId} would be closed or frozen at once.`
    case 'lebih-pendek':
      return `The source is said to be full and has ${alarm.read} lines, where it had ${alarm.previous} before.`
  }
}
