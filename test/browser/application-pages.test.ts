import test from 'ava'
import { applicationTour } from './application-tour.ts'
import { visitEvery } from './visit.ts'

// The doors of the procedure, of its administrators, and of the applications.

visitEvery(test, 'aplikasi', [{ lang: 'id', lead: applicationTour }])
