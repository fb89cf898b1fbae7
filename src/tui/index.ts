/** The full-screen face: takes the terminal, shows the program, and gives the terminal back, whatever happens. */
import { render } from 'ink';
import { createElement } from 'react';
import type { KernelName } from '../nn/kernels/kernels.ts';
import type { Surface } from '../render/frame.ts';
import type { Course } from '../store/lessons.ts';
import { App } from './components/app.tsx';
import { Painter } from './painter.ts';
import { Program } from './program.ts';
import type { Services } from './services.ts';
import { storeServices } from './services-store.ts';
import type { Start } from './state.ts';
import { takeScreen } from './terminal.ts';

export interface TuiOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** Colours and signs of stdout; its size is followed as the window changes. */
  readonly surface: Surface;
  readonly start: Start;
  /** The kernels of every lab that is opened; without it the best there are. */
  readonly kernel?: KernelName;
  /** Its lessons instead of ours. */
  readonly pack?: Course;
  readonly services?: Services;
}

interface Ending {
  /** The exit status: 0, or 130 after Ctrl-C. */
  readonly status: number;
  /** Something to say where the screen was. */
  readonly notice?: string;
}

/** Shows the screens until the person leaves. A signal ends the process as it would have, once the screen is restored.
 *  @throws whatever went wrong while drawing, with the terminal restored */
export async function startTui(options: TuiOptions): Promise<Ending> {
  const { stdin, stdout, env, surface, start, kernel, pack, services } = options;
  const program = new Program(services ?? storeServices(env, kernel, pack), start);
  const painter = new Painter(stdout);
  const app = () => {
    const size = { width: painter.columns, height: painter.rows };
    return createElement(App, { program, surface: { ...surface, ...size } });
  };
  let settle: { resolve: (status: number) => void; reject: (error: unknown) => void };
  const ending = new Promise<number>((resolve, reject) => {
    settle = { resolve, reject };
  });
  let signal: NodeJS.Signals | undefined;
  const giveBack = takeScreen(
    { stdin, stdout },
    {
      onKeys: (keys) => program.press(keys),
      onError: (error) => settle.reject(error),
      onSignal: (received) => {
        signal = received;
        settle.resolve(130);
      },
      onResume: () => redraw(),
    },
  );
  // As a debug stream Ink writes whole frames, at once and also under CI; the painter finds out what has changed.
  const ink = render(app(), {
    stdout: painter as unknown as NodeJS.WriteStream,
    stdin,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const redraw = (): void => {
    painter.clear();
    ink.rerender(app());
    painter.repaint();
  };
  stdout.on('resize', redraw);
  let notice: string | undefined;
  let status: number;
  try {
    ink.waitUntilExit().catch((error) => settle.reject(error));
    program.ended.then((status) => settle.resolve(status));
    status = await ending;
  } finally {
    stdout.off('resize', redraw);
    painter.stop();
    giveBack();
    ink.unmount();
    notice = await program.close();
    if (signal && signal !== 'SIGINT') endBy(signal);
  }
  return { status, notice };
}

/** Ends the process as the signal would have done. Windows cannot send most of them: there the status has to do. */
function endBy(signal: NodeJS.Signals): void {
  try {
    process.kill(process.pid, signal);
  } catch {
    // the caller ends the process
  }
}
