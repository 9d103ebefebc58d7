import test from 'ava'
import { staffTour } from './staff-tour.ts'
import { visitEvery } from './visit.ts'

// The doors of BKD, of the helpers, and of security.

visitEvery(test, 'staf', [{ lang: 'id', lead: staffTour }])
