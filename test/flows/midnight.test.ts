import { midnightTests } from './midnight.ts'

midnightTests('UTC')
