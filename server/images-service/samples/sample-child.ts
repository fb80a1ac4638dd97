import sharp from 'sharp'
import * as z from 'zod'
import { serveTasks } from '../../child-pool/serve-tasks.ts'
import { drawSample } from './sample-pictures.ts'

/** The process that draws sample pictures: the service answers meanwhile. */

// One process a core; more threads in each only get in each other's way.
sharp.concurrency(1)

serveTasks((input) => drawSample(z.number().parse(input)))
