// Before anything asks what time it is: official days are Banten's, wherever the machine stands (decision 7).
process.env['TZ'] = 'America/Los_Angeles'

const { midnightTests } = await import('./midnight.ts')

midnightTests('a process in Los Angeles')
