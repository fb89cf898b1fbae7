/** Prompt → model → output: the picture of a network that writes. */
import type { Frame, Size } from '../../render/frame.ts';
import { describeUnknown, type Remedies } from '../sample/describe.ts';
import { viewWriting } from '../sample/view.ts';
import type { GptSampleParams, GptStep, OpenedEvent } from './params.ts';

export interface GptSampleState {
  readonly params: GptSampleParams;
  readonly opened?: OpenedEvent;
  readonly step?: GptStep;
  /** What has been written so far. */
  readonly text: string;
}

export function viewGptSample(state: GptSampleState, size: Size): Frame {
  const { params, opened } = state;
  return viewWriting(
    {
      ...state,
      unit: opened?.unit ?? 'bpe',
      notes: opened ? describeForeign(opened, params) : [],
      source: ['network', opened ? describeNetwork(opened, params) : nameOf(params)],
      model: 'what it believes comes next',
      waiting: 'opening the network',
    },
    size,
  );
}

const nameOf = ({ weights }: Pick<GptSampleParams, 'weights'>): string => weights ?? 'on board, read toyland';

const describeNetwork = ({ parameters, vocabulary, unit }: OpenedEvent, params: GptSampleParams): string =>
  `${nameOf(params)}: ${Math.round(parameters / 1000)}k numbers, ${vocabulary} ${units[unit]}`;

const units = { char: 'characters', word: 'words', bpe: 'tokens' } as const;

/** Where a text of one's own is learnt. */
const remedies: Remedies = { take: () => '', own: 'genai gpt train FILE' };

/** What of a prompt it never saw, and what would work. */
export function describeForeign(
  { unknown, unit }: OpenedEvent,
  { weights }: Pick<GptSampleParams, 'weights'>,
): string[] {
  const who = weights === undefined ? 'toyland, all that it has read,' : 'what it has read';
  const lines = describeUnknown(unknown, who, remedies);
  return unit === 'bpe' || lines.length === 0 ? lines : [...lines, 'what it never saw is passed over'];
}
