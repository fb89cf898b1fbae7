/** The corpus `cat`: fifty sentences small enough to count by hand.
 *  It answers one question honestly: what comes after "The cat sat on the"? Of the fifty words that follow a lower-case
 *  "the", 17 are "mat" (.34), 11 "floor" (.22) and 4 "roof" (.08); the other 18 are spread over places and things, none
 *  more than three times. Nothing in the program states these figures: they are counted here, every time.
 *  "The" at the start of a sentence is another word than "the". Who sits where differs (the cat likes the mat, the dog
 *  the floor), so that a model with a longer memory gives other chances than one that sees a single word.
 *  Read next: ../models/ngram */
export const cat: string = `The cat sat on the mat.
The cat sat on the mat and purred.
The cat sat on the mat all morning.
The cat sat on the mat and looked at the moon.
The cat sat on the mat beside my chair.
My cat sat on the floor and waited for dinner.
The cat sat on the roof.
The cat slept on the mat.
The cat slept on the sofa all day.
The cat slept under the table.
The cat jumped over the wall.
The cat jumped on the roof and looked down.
The dog sat on the floor.
The dog sat on the floor and waited.
The dog sat on the floor beside the bed.
The dog slept on the floor.
The dog lay on the floor and dreamed.
The dog slept near the door.
The dog looked under the sofa.
The dog sat on the mat and looked at my fish.
A kitten slept on the mat.
A kitten sat on the mat and looked at me.
A kitten played with a ball on the floor.
A kitten jumped on the bed.
A kitten hid under the mat.
My aunt sat on the sofa and sang.
My aunt sat on the chair beside the window.
My aunt found a coin under the mat.
My aunt washed the floor and sang.
My uncle sat on the mat and laughed.
My uncle slept in the garden all day.
My uncle put a new mat on the floor.
A mouse ran over the floor.
A mouse ran under the table and hid.
A mouse slept under the mat.
A bird sat on the roof and sang.
A bird sat on the fence.
A bird flew over the garden.
The baby sat on the floor and laughed.
The baby sat on the mat.
The baby slept in a warm bed.
The rain fell on the roof all night.
The cat lay on the mat and purred all night.
A frog sat on the wall and sang.
A frog jumped over the mat.
The cat and the dog slept on the mat.
My cat loves fish and warm milk.
A kitten purred and slept in my hat.
The dog barked at the moon.
The cat looked at my fish and purred.
`;
