/** Patterns for stories: what happened to a hero, a king, a dog, and to us. */
export const tales = `
mood2 = sad | lonely | hungry | afraid | bored
end = and they lived happily ever after | and everyone laughed | and that was the end of the story | and then {he} went home | and {he} was {mood2} no more | and the whole town danced
kingdid = lost {his} crown {where} | gave the {grown} a {adj} {thing} | wanted to {do} | had three {children} and a {adj} {thing} | could not sleep | was so {mood} that {he} {did} | asked the {creature} to {do} | was afraid of the {creature} | gave a feast with {food} for everyone | went to war against the mice, but the mice won | ate nothing but {food}
children = daughters | sons | clever daughters | lazy sons
place = town called {town} | village by the sea | forest full of {animals} | house {where2} | castle with {num} towers | land far away
where2 = by the river | at the edge of the forest | on the hill | under the old oak tree | near the bridge | by the sea
dark = night | evening | winter night | day in {town} | room
sound = an owl cried | the wind blew | a dog barked | a door opened | somebody sang | the clock struck twelve | the {creature} woke up | a light went on {where2}
opened = opened the {adj} {thing2} | looked under the bed | followed the {animal} | ran {goto} | said nothing | took the {adj} {thing} and ran
thing2 = box | door | book | bottle | letter | window
chaos = nothing | only water | darkness | a big silence | one {adj} {thing} | an egg
made = the {animals} were made | somebody lit a lamp | it began to {rain} | a {creature} sang | the stars came out | the sea became blue
wedid2 = went home | {wedid} | saw a {animal} | ate a {meal} | lost our {adj} {thing} | met the {grown} | got wet in the rain
== 150 once upon a time
Once upon a time there was a {trait} {hero} who lived {home}.
Once upon a time there was a {creature} who wanted to {do}.
Once upon a time there was a {hero} who {did}.
Once upon a time there lived a {grown} who had a {adj} {thing}.
Once upon a time there was a {trait} {grown} who could {do} better than anyone.
Once upon a time there were three {animals} who wanted to {do}.
Once upon a time, in a {place}, a {hero} {did}.
Once upon a time a {creature} came {goto} and {did}.
Once upon a time the {animals} were {mood}, {end}.
Once there was a {trait} {creature} who lived {home}.
There was a {trait} {grown} who lived {home}.
There was once a {place} where nobody was {mood2}.
There was a {adj} {thing} {inhouse}.
Long ago, in a {place}, there lived a {trait} {grown}.
Long ago there was a {hero} who {did}.
In a {place} there lived a {creature} who was always {mood}.
In a small town there lived a {grown} who loved {doing}.
Far away, in a {place}, a {creature} {did}.
== 90 a little girl
A little girl {did}.
A little girl named {girl} lived {home}.
A little girl wanted to {do}, but it was too {bad}.
A little girl found a {adj} {thing} {where}.
A little girl and her {pet} went {goto}.
A little girl asked the {grown} why the sky is blue.
A little boy {boydid}.
A little boy named {boy} lived {home}.
A little boy wanted to {do}.
A little boy and his {pet} went {goto}.
The girl {girldid}.
The girl asked the {creature} to {do}.
The girl with the {colour} hat wanted to {do}.
The boy {boydid}.
The boy gave his {meal} to the {animal}.
The old man {boydid}.
The old man lived {home} with {num} {animals}.
The old woman {girldid}.
The old woman told us that {said}.
The man with the {colour} hat {boydid}.
The woman from {town} {girldid}.
== 120 the king, the teacher
The {king} {kingdid}.
The {king} of the {animals} {kingdid}.
The {king} said to the {grown} that {said}.
The {king} {kingdid}, {end}.
The {king} had a {adj} {thing} and a {trait} {pet}.
The {king} lived in a castle with {num} {animals}.
The {king} and the {creature} went {goto}.
The prince {boydid}.
The princess {girldid}.
== 110 the teacher, the dragon
The teacher said that {said}.
The teacher asked the children to {do}.
The teacher gave us a book about {animals}.
The teacher wrote the answer on the board.
The teacher was {mood} because the children wanted to {do}.
The teacher smiled and gave me a {gift}.
The {grown} {did}.
The {grown} from {town} {did}.
The {grown} gave the {creature} a {meal}.
The {creature} {did}.
The {creature} was {mood} and {trait}.
The {creature} wanted to {do}, but nobody had time.
The {creature} who lived {home} {did}.
The doctor told me to drink {drink} and to sleep.
The mayor of the town had lost {his} {adj} {thing}.
== 170 the dog
The dog {petdid}.
The dog {petdid.1}, and the {animal} {petdid.2}.
The dog barked at the {grown}.
The dog barked at the moon all night.
The dog and the {animal} were good friends.
The dog ate my {food}.
The dog is {mood} when we go {goto}.
The dog loves {food} and long walks.
The cat {petdid}.
The cat sat on the [mat|mat|mat|floor|roof|{adj} {thing}].
The cat looked at the {animal}.
The cat is asleep {inhouse}.
The cat and the {animal} {petdid2}.
The {animal} {petdid}.
The {animal} lives {where2} and sleeps all winter.
The {animal.1} looked at the {animal.2}.
A {animal} {petdid}.
A {animal} sat {where} and looked at the moon.
My dog {petdid}.
My cat {petdid}.
The quick brown fox jumps over the [lazy|sleepy|old|happy] {pet}.
Two {animals} {petdid2}.
Dogs like {food} and long walks.
Cats sleep when they are tired, and they are often tired.
== 170 she said, he wanted
She said that {said}.
She said {answer} and went {goto}.
She said goodbye and went {goto}.
She said nothing and looked at the {adj} {thing}.
She was {mood} because it was {weather}.
She {shedid}.
She wanted to {do}.
She gave me a {gift} and a {meal}.
She loves {doing} {often}.
He wanted to {do}.
He wanted to {do}, but it was too {bad}.
He wanted to be a {job} like his father.
He wanted to buy a {adj} {thing} for his {family}.
He wanted nothing but {food}.
He said that {said}.
He said {answer} and looked at the {adj} {thing}.
He {hedid}.
He was {mood} when he came home.
He had a {adj} {thing} in his pocket.
He lives {home}.
It was {weather} when she went {goto}.
You are {mood} today.
You can {do} if you want to.
You should {do} {often}.
== 170 we went, they
We went {goto} and {wedid2}.
We went to the {spot} and {wedid2}.
We went {goto} because it was {weather}.
We went to the {spot} to {do}.
We went {goto} {once}.
We went home in the rain.
We were {mood}, so we went {goto}.
We {wedid} {once}.
We are going {goto} {soon2}.
We have a {pet} that loves {food}.
We saw {num} {animals} {where}.
We want to {do} in {season}.
They went {goto} and {wedid}.
They {wedid} and talked about {stuff}.
They were {mood} when it began to {rain}.
They had {num} {stuff} and a {adj} {thing}.
They lived happily ever after.
They said that {said}.
Let us {do} together.
Children love to {do} {often}.
People in {town} like to {do}.
== 150 today I, when I was
Today I am {mood} because {because}.
Today I want to {do}.
Today I will {do.1} and {do.2}.
Today I {did1}.
Today I learned how to {do}.
Today I went {goto} with my {family}.
Today is {day} and the weather is {weather}.
Today is a {good} day to {do}.
Tomorrow I will {do}.
Yesterday I {did1}.
Yesterday we {wedid}.
Last night I dreamed of a {trait} {creature}.
When I was little, I wanted to be a {job}.
When I was young, my {family} told me that {said}.
When I was a child, I loved to {do}.
When I was a child, we lived {home}.
When I was {num} years old, I {did1}.
When I was {mood}, my {family} made me a {meal}.
When I was in {town}, I {did1}.
When it rains, the {animals} are {mood}.
When the sun shines, I like to {do}.
One day I {did1}.
One day I will {do}.
One day the {creature} {did}.
== 90 it was a dark
It was a dark and stormy night, and {sound}.
It was a dark {dark} when {sound}.
It was a dark and {weather} night, so we {wedid}.
It was a dark night and the {creature} was {mood}.
It was a dark forest, but the {hero} was not afraid.
It was a {good} day, and the {animals} were {mood}.
It was a {weather} day when the {hero} {did}.
It was late, and {sound}.
It was {weather}, and the {grown} {opened}.
It was {season}, and the {animals} were {mood}.
Suddenly {sound}, and the {hero} {opened}.
Then {sound}.
The door opened and a {creature} came in.
Nobody knew why {sound}.
== 100 in the beginning, in the morning
In the beginning there was {chaos}.
In the beginning there was {chaos}, and then {made}.
In the beginning the world was dark and quiet.
In the beginning nobody knew how to {do}.
In the beginning {made}.
In the morning I {drinks} and {reads}.
In the morning the sun is low over the hills.
In the morning the {animals} are {mood}.
In the morning we {wedid2}.
In the morning the {adj} {thing} was gone.
In the morning my {family} makes {food}.
In the evening we {wedid}.
In the evening the {animals} go to sleep.
In the end everyone {wedid}.
In the future {jobs} will {do} {often}.
In the middle of the night {sound}.
In the garden there is a {adj} {thing}.
In {season} we like to {do}.
== 60 endings
And so {they2} lived happily ever after.
And that is why the {animal} {petdid}.
And then the {creature} {did}.
Nobody ever saw the {creature} again.
Everybody was {mood}, {end2}.
From that day on the {hero} was never {mood2}.
The end of the story is {good}.
The story of the {creature} and the {adj} {thing} is very old.
The house {where2} has a {colour} door.
The train to {town} leaves at [six|seven|eight|nine] {often2}.
The magic {thing} could {do}.
The children {wedid} {once}.
king = king:he | queen:she | king:he
girl = Ada | Nell | Ivy | Greta | Mabel | Cora
boy = Ned | Hugo | Bert | Milo | Gus | Oscar
did1 = found a {adj} {thing} | went for a walk | baked a cake | read a book about {animals} | lost my {adj} {thing} | wrote a letter to my {family} | planted a tree | ate a {meal} | met a {trait} {creature} | {wedid} | saw a {animal} {where}
girldid = found her {adj} {thing} {inhouse} | {shedid}
boydid = found his {adj} {thing} {inhouse} | {hedid}
shedid = went for a walk with her {pet} | lost her {adj} {thing} | wrote a letter to her {family} | opened the {adj} {thing2} and smiled | baked a cake for the {grown} | sat {where} and sang | wanted to {do} | ate a {meal} and fell asleep | met a {creature} {where} | danced in the rain
hedid = lost his {adj} {thing} | went for a walk with his {pet} | wrote a letter to his {family} | sat {where} and sang | opened the {adj} {thing2} and laughed | wanted to {do} | ate a {meal} and fell asleep | built a boat for the {grown} | met a {creature} {where} | looked at the stars
petdid2 = slept in the sun | ran across the garden | are good friends | looked at the moon | sat by the fire | ate all the {food} | went {goto}
spot = beach | park | market | zoo | lake | forest | museum | harbour | fair | island
soon2 = tomorrow | today | on {day} | next week | with our {pet}
because = the sun is shining | it is {weather} | I can {do} | my {family} gave me a {gift} | it is my birthday | my {pet} {petdid} | I have a new {gift}
drinks = drink a cup of {drink} | eat a {meal} | feed the {animals} | open the window
reads = read a book | look at the sea | listen to the birds | go {goto} | say good morning to the {pet}
they2 = they | the {hero} and the {creature} | the {animals}
end2 = and that was the end of the story | and they went home | and the whole town danced
often2 = in the morning | in the evening | every day | on {day}
`;
