/** Draws what the program shows: the page of its state, at the size of the terminal. All behaviour is in state.ts. */
import { Box, Text } from 'ink';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Surface } from '../../render/frame.ts';
import { type Drawn, drawPage, isTooSmall, type Page, tooSmall } from '../draw/page.ts';
import { indented, type Pen, penOf } from '../draw/pen.ts';
import type { Program, Shown } from '../program.ts';
import { helpPage } from '../screens/help.ts';
import { homePage } from '../screens/home.ts';
import { lessonPage } from '../screens/lesson.ts';
import { playgroundPage } from '../screens/playground.ts';
import { loadingPage, problemPage } from '../screens/problem.ts';
import { reviewPage } from '../screens/review.ts';

interface AppProps {
  readonly program: Program;
  readonly surface: Surface;
}

export function App({ program, surface }: AppProps) {
  const shown = useSyncExternalStore(program.subscribe, () => program.shown);
  const { rows, offset, overflow } = drawApp(shown, penOf(surface));
  const { scroll } = shown.state;
  useLayoutEffect(() => {
    // The state has to know how far there is to scroll.
    if (scroll.offset !== offset || scroll.overflow !== overflow) program.dispatch({ kind: 'drawn', offset, overflow });
  }, [program, scroll, offset, overflow]);
  return (
    <Box flexDirection="column" width={surface.width} height={surface.height}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
        <Text key={index} wrap="truncate">
          {row || ' '}
        </Text>
      ))}
    </Box>
  );
}

/** On a wider screen the eye would have far to go: there the page stands in the middle. */
const widest = 160;

/** The whole screen as rows. */
export function drawApp(shown: Shown, whole: Pen): Drawn {
  if (isTooSmall(whole)) return { rows: tooSmall(whole), ...shown.state.scroll };
  if (whole.width <= widest) return drawIn(shown, whole);
  const { rows, ...scroll } = drawIn(shown, whole.narrower(widest));
  return { rows: indented(rows, Math.floor((whole.width - widest) / 2)), ...scroll };
}

function drawIn(shown: Shown, pen: Pen): Drawn {
  const page = pageOf(shown, pen);
  const { notice } = shown.state;
  const said = notice === undefined ? undefined : pen.text(notice, 'warn').slice(0, 2);
  return drawPage({ ...page, notice: page.notice?.length ? page.notice : said }, shown.state.scroll, pen);
}

function pageOf({ state, run }: Shown, pen: Pen): Page {
  const { page, home, help } = state;
  if (help) return helpPage(state, pen);
  switch (page.kind) {
    case 'home':
      return homePage(home, pen);
    case 'loading':
      return loadingPage(page.what, pen);
    case 'problem':
      return problemPage(page.message, pen);
    case 'lab':
      return playgroundPage(page.lab, run, pen);
    case 'lesson':
      return lessonPage(page.lesson, run, pen);
    case 'review':
      return reviewPage(page.review, run, pen);
  }
}
