/** The shape of every screen's behaviour: a pure function from a state and a message to the next state and to effects.
 *  Effects are plain data that says what is to be done outside; program.ts does it. */

/** The next state, and what is to be done. */
export type Next<State, Effect> = readonly [state: State, ...effects: Effect[]];
