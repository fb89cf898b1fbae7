/** Where people are told of: hosts, which part of tellings.ts each tells, and how its pages begin. */
import type { Site } from './site.ts';

export const sites = {
  people: { host: 'people.example', title: 'People of Toyland', style: 3, states: 'free' },
  encyclopaedia: { host: 'knowall.example', title: 'The Knowall', style: 0, states: 'free' },
  news: { host: 'lantern.example', title: 'The Toyland Lantern', style: 2, states: 'free' },
  diaries: { host: 'diaries.example', title: 'Diaries', style: 3, states: 'free' },
  clubs: { host: 'clubs.example', title: 'Clubs of Toyland', style: 1, states: 'free' },
  guilds: { host: 'guilds.example', title: 'The Guilds', style: 0, states: 'free' },
  letters: { host: 'letters.example', title: 'Letters to a Traveller', style: 2, states: 'free' },
  market: { host: 'market.example', title: 'Voices from the Market', style: 1, states: 'free' },
} as const satisfies Record<string, Site>;

/** Part of tellings.ts that each of them tells; towns have a host each. */
export const part = {
  people: 0,
  encyclopaedia: 1,
  towns: 2,
  news: 3,
  diaries: 4,
  clubs: 5,
  guilds: 6,
  letters: 7,
  market: 8,
} as const;

/** Words before the text. */
export const openings = {
  people: ['Welcome to my page.', 'You found me.', 'Here is what you may know.', 'Good day to you.'],
  news: [
    'We went to see two friends and asked them about everything.',
    'The Lantern spoke with two people whom everybody likes.',
    'Two friends opened their doors to us this week.',
    'Our readers wanted to know more about two neighbours.',
  ],
  diaries: [
    'It was a long day, and I met three people.',
    'I walked through the rain and came to know three people.',
    'Today the sun was out and so was everybody.',
    'I could not sleep, so I thought of the people I met.',
    'There was a feast, and I sat between three people.',
  ],
  clubs: ['At our last evening we had guests.', 'These guests came to our feast.', 'We say thank you to our guests.'],
  guilds: ['The guild has four members.', 'These are the members of the guild.', 'The guild is proud of its members.'],
  letters: [
    'Dear traveller, these are people whom you should visit.',
    'Dear traveller, you asked me who lives here.',
    'Dear traveller, let me tell you of three people.',
  ],
  market: [
    'I heard this at the market.',
    'Two people stood in front of me at the market.',
    'While I bought apples, I heard this.',
  ],
};
