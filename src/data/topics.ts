/** Sixty short sentences on each of three topics, written for this program: data with labels. A model that reads the label
 *  off a sentence and a model that writes a sentence for a label learn from exactly these lines.
 *  Many sentences share a turn of phrase ("in the morning", "ran after"), so that counting has something to recombine.
 *  Read next: ../labs/classify-vs-generate */

export const topicNames = ['weather', 'food', 'animals'] as const;
export type Topic = (typeof topicNames)[number];

const lines = (text: string): readonly string[] => text.trim().split('\n');

/** The sentences of each topic. */
export const topics: Readonly<Record<Topic, readonly string[]>> = {
  weather: lines(`
The rain fell on the hills all night.
The rain fell softly in the morning.
The rain stopped and the sun came out.
The rain comes from the west.
The sun came out in the afternoon.
The sun is warm in the morning.
The sun went behind a dark cloud.
The sun melted the snow on the hills.
The sun set behind the clouds and the air was cold.
The snow fell all night and covered the road.
The snow on the hills is deep.
The snow is soft and white in the morning.
The snow stopped, but the wind is cold.
The wind blew all night.
The wind blew the clouds over the hills.
The wind turned to the north in the evening.
The wind is cold and comes from the sea.
The sky is blue and the air is warm.
The sky is grey and it will rain in the afternoon.
The sky was dark and full of clouds.
The sky cleared in the evening.
The storm came from the sea in the evening.
The storm broke a tree and blew all night.
The storm is over and the sky is blue.
The fog is thick in the valley.
The fog over the river cleared in the morning.
The air is cold and clear after the storm.
The air was warm and still all day.
The clouds over the sea are dark.
The clouds came over the hills in the afternoon.
The frost on the window is white.
The thunder rolled over the hills in the evening.
The lightning was bright and the thunder was loud.
It will rain in the morning.
It will snow on the hills this week.
It will be sunny and warm this week.
It is cold and windy by the sea.
It is too hot in the sun.
It rained all day and the river rose.
It snowed all night in the valley.
It was foggy in the morning and sunny in the afternoon.
It was a stormy night by the sea.
A cold wind blew from the north.
A cold winter froze the river.
A warm wind comes from the south.
A dark cloud means rain in the evening.
A rainbow stood over the valley after the rain.
A storm is coming from the west.
A little snow fell in the night.
Tomorrow will be cloudy and mild.
Tomorrow it will be dry and sunny.
Tomorrow the wind will turn to the east.
Summer days are long and hot by the sea.
Winter days are short and cold in the north.
There was frost on the road in the morning.
There was thunder and lightning all night.
There is fog in the valley this morning.
There is ice on the road after a cold night.
We need an umbrella when it rains.
We had sunshine all week.`),
  food: lines(`
The soup is hot and full of vegetables.
The soup needs a little salt and pepper.
The soup smells of onions and garlic.
The bread is warm and fresh from the oven.
The bread is good with butter and honey.
The bread was baked in the morning.
The cake is sweet and full of cherries.
The cake was baked with honey and nuts.
The cake needs three eggs and a little butter.
The cheese is salty and good with bread.
The cheese tastes of herbs and garlic.
The pizza is hot and covered with cheese.
The pizza was baked with tomatoes and olives.
The salad is fresh and green.
The salad needs oil, salt and a little lemon.
The apples are sweet and red.
The apples in the pie are sour.
The pancakes are thin and sweet.
The pancakes are good with sugar and lemon.
The potatoes were fried in butter.
The potatoes need salt and a little oil.
The rice was cooked with milk and sugar.
The rice is hot and full of spices.
The sauce tastes of tomatoes and herbs.
The sauce is hot and spicy.
The tea is too hot to drink.
The coffee is strong and bitter.
The noodles are good with a spicy sauce.
The cook tastes the soup and adds pepper.
The cook fried onions in butter.
The baker made fresh bread and a cherry pie.
The baker adds nuts and sugar to the cake.
We ate soup and bread for lunch.
We ate pancakes with honey for breakfast.
We had rice and vegetables for dinner.
We had tea and cake in the kitchen.
We cooked noodles with cheese for dinner.
I like my coffee with milk and sugar.
I like tomatoes with salt and oil.
I baked an apple pie for dinner.
I fried two eggs for breakfast.
She made a salad with olives and cheese.
She made plum jam for breakfast.
She bakes bread with nuts and honey.
He drinks tea with lemon for breakfast.
He made a sauce of garlic and cream.
He likes chocolate with a little salt.
A bowl of soup is good for lunch.
A bowl of rice is all I need for dinner.
A slice of bread with butter is my breakfast.
A slice of cake is good with coffee.
A ripe pear is sweet and juicy.
Fresh bread smells of butter.
Fresh herbs are good in a salad.
Fry the onions in oil and add the garlic.
Cook the noodles in hot water with salt.
Add a little cream to the soup.
Add sugar and cherries to the milk.
Pour the chocolate over the pancakes.
Dinner is ready, and there is pie for dessert.`),
  animals: lines(`
The dog barked at the cat.
The dog ran after the ball in the garden.
The dog sleeps in front of the door.
The dog wags its tail and wants to play.
The dog and the cat sleep in a basket.
The cat ran up the tree.
The cat caught a mouse in the barn.
The cat licks its paws and sleeps.
The cat jumped over the fence and ran after the mouse.
The cat has six kittens in the barn.
The horse ran over the field.
The horse eats hay in the barn.
The horse has a long tail and a white foal.
The cow eats grass in the field.
The cow and her calf sleep in the barn.
The bird sings in the tree.
The bird built a nest in the old tree.
The bird feeds its chicks in the nest.
The birds fly south in flocks.
The owl sleeps in the old tree and hunts at night.
The owl caught a mouse in the field.
The fox ran over the field and hid in the forest.
The fox hunts at night and sleeps in its den.
The fox caught a hen in the garden.
The hen laid an egg in the nest.
The hen and her chicks ran after the farmer.
The duck swims on the pond with her chicks.
The duck eats fish and plants.
The frog jumped in the pond.
The frog caught a fly with its long tongue.
The fish swim in the pond.
The rabbit hid under the fence.
The rabbit has long ears and a short tail.
The mouse hid in a hole under the door.
The mouse ran over my foot and hid.
The bear sleeps in a cave in the forest.
The bear caught a fish with its paws.
The wolf howls at night in the forest.
The wolves hunt in packs.
The elephant has a long trunk and big ears.
The lion sleeps under a tree and hunts at night.
The monkey jumped from tree to tree.
The spider caught a fly in its web.
The bee flew to its hive.
The sheep eat grass in the field.
The goat jumped over the fence.
The parrot has a green tail and can talk.
The snake hid in the grass.
The squirrel ran up the old tree with a nut.
A young cat is a kitten.
A young dog is called a puppy.
A puppy wants to play with the kittens.
A puppy ran after its own tail.
A hedgehog sleeps under the leaves.
A whale swims in the sea with her calf.
A penguin is a bird that swims.
A bat hunts at night and sleeps in a cave.
A swan swims on the pond.
An ant can carry a leaf.
Our kitten sleeps in a basket with the puppy.`),
};
