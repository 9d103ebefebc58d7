import test from 'ava'
import { parseCronItems } from 'graphile-worker'
import { openHouse } from '../helpers/house.ts'
import { createRinger } from '../logout/ringer.ts'

// One line that the library cannot read, and none of the house's jobs runs.

test('the library understands each time at which something is to be done', async (t) => {
  const ringer = createRinger()
  await openHouse(t, { jobs: () => ringer })
  t.true(ringer.schedules.length > 3)
  for (const { task, cron } of ringer.schedules) {
    t.notThrows(() => parseCronItems([{ task, match: cron }]), `${task}: ${cron}`)
  }
  t.throws(() => parseCronItems([{ task: 'uji', match: '2-59/5 * * * *' }]), undefined, 'it would say so')
})
