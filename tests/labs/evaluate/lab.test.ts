/** Every model in the same questions: on models of a few hundred numbers, against the examination itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/data/input-error.ts';
import { evaluateLab } from '../../../src/labs/evaluate/lab.ts';
import { numbersOf } from '../../../src/labs/stages/params.ts';
import type { EvaluateResult, Event, Examined } from '../../../src/labs/evaluate/params.ts';
import type { Lab, Schema } from '../../../src/labs/lab.ts';
import { answerLogProbabilities } from '../../../src/models/alignment/turns.ts';
import { modelFromCheckpoint, modelToCheckpoint } from '../../../src/models/gpt/weights.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { examine } from '../../../src/models/pipeline/examine.ts';
import { curriculum, toyland } from '../../../src/models/pipeline/texts.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import type { BytePairTokens } from '../../../src/models/tokenizer/byte-pairs.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { pictureOf } from '../picture.ts';
import { runLab } from '../tiny-transformer.ts';
import { kernels, tinyChat, tinyData } from './tiny-chat.ts';
