/* What is wrong is said in one sentence, at its place, and changes nothing.
 *
 * A row is an input that cannot be, a part of the message that it gets, and the column of the place
 * (from 1; 0 where there is none). After every row all is as it was before, to the last bit. */

#include "../src/base/memory.h"
#include "../src/command/script.h"
#include "../src/session/session.h"
#include "suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct error_row {
    const char *text;
    const char *message;
    int column;
};

#define COUNT(rows) ((int)(sizeof(rows) / sizeof *(rows)))

/* --- Surfaces, rules, schedules and numbers; the column counts from the formula's first byte ---
 */

static const struct error_row surface_errors[] = {
    {"", "expected the name of a surface or a formula in x and y", 1},
    {"x +", "expected a number, a name or (, found the end", 4},
    {"x + t*y", "unknown name t; a surface that moves reads n", 5},
    {"x + * y", "expected a number, a name or (, found *", 5},
    {"* x", "expected a number, a name or (, found *", 1},
    {"1/x y", "this has two readings; write 1/(x*y) or 1/x*y", 5},
    {"x^2 y", "this has two readings; write x^(2*y) or x^2*y", 5},
    {"sin x y", "this has two readings; write sin(x*y) or sin(x)*y", 7},
    {"2 3", "expected an operator, found 3; for a product write 2*3", 3},
    {"(x + y", "expected ), found the end", 7},
    {"x + y)", "expected an operator or the end, found )", 6},
    {"((x)", "expected ), found the end", 5},
    {"()", "expected a number, a name or (, found )", 2},
    {"x ^", "expected a number, a name or (, found the end", 4},
    {"x // y", "expected a number, a name or (, found /", 4},
    {"x $ y", "unexpected character $", 3},
    {"x & y", "unexpected &; expected and", 3},
    {"x = = y", "unexpected =: only a name at the beginning of a statement", 3},
    {"x ! y", "expected an operator or the end, found !", 3},
    {"1.2.3 * x", "expected an operator, found .3; for a product write 1.2*.3", 4},
    {"1e999 * x", "this number is too large; expected one below 1.8e308", 1},
    {"0x1f * x", "unknown name x1f", 2},
    {"x + \"y\"", "unexpected character \"", 5},
    {"x + \xff", "unexpected byte 0xff", 5},
    {"x + \xe2\x88\x82", "unexpected character ∂", 5},
    {"z^2", "unknown name z", 1},
    {"x^2 + yy",
     "unknown name yy; did you mean y?; for the product write y*y, for a number of that name "
     "`let yy = ...` before",
     7},
    {"sine(x)", "unknown function sine; did you mean sin?", 1},
    {"foo(x)", "unknown function foo", 1},
    {"sin", "no surface is called sin", 1},
    {"x + sin", "sin is a function; expected sin(...)", 5},
    {"sin x^2", "this has two readings; write sin(x^...) or sin(x)^...", 6},
    {"sin()", "sin takes one argument, found 0; expected sin(a)", 1},
    {"sin(x", "expected a comma or ), found the end", 6},
    {"sin(x,)", "expected a number, a name or (, found )", 7},
    {"sin(x, y)", "sin takes one argument, found 2; expected sin(a)", 1},
    {"atan2(x)", "atan2 takes two arguments, found 1; expected atan2(a, b)", 1},
    {"where(x, y)", "wrong number of arguments (2) for where", 1},
    {"where(x > 0, x, y, 1)", "wrong number of arguments (4) for where", 1},
    {"max(x)", "wrong number of arguments (1) for max; expected max(a, b, ...)", 1},
    {"x < y < 1", "comparisons do not chain; write a < b and b < c", 7},
    {"not", "expected a number, a name or (, found the end", 4},
    {"x and", "expected a number, a name or (, found the end", 6},
    {"and x", "expected a number, a name or (, found and", 1},
    {"x; y", "expected an operator or the end, found y", 4},
    {"x = 2", "unexpected =: only a name at the beginning of a statement", 3},
    {"theta", "no surface is called theta", 1},
    {"g", "no surface is called g", 1},
    {"eta * x", "unknown name eta", 1},
    {"norm(x)", "norm needs a vector, such as g; this is a number", 6},
    {"mean(u)", "unknown name u", 6},
    {"mean(x)", "mean needs data, and none is loaded", 1},
    {"grad(x)", "grad works in update rules only", 1},
    {"x on", "expected '[' before an interval such as [-5,5], but the line ends", 5},
    {"x on [1, 2] and", "expected 'x' between the two intervals, not 'a'", 13},
    {"x on [1, 2] x", "expected '[' before an interval such as [-5,5]", 14},
    {"x on [1 2] x [3, 4]", "expected an operator, found 2; for a product write 1*2", 9},
    {"x on [2, 1] x [0, 1]", "an interval needs its lower end first, not [2,1]", 7},
    {"x on [0, 0] x [0, 1]", "an interval needs its lower end first, not [0,0]", 7},
    {"x on [0, 1/0] x [0, 1]", "the interval's upper end must be a finite number, not inf", 10},
    {"x on [0, 1] x [0, 1", "expected ']' after an interval, but the line ends", 20},
    {"x on [0, 1] x [0, 1] y", "expected nothing more, found 'y'", 22},
};

static const struct error_row rule_errors[] = {
    {"", "expected the name of an optimizer or a formula", 1},
    {"theta", "no optimizer is called theta", 1},
    {"theta -=", "expected a number, a name or (, found the end", 9},
    {"theta -= eta*", "expected a number, a name or (, found the end", 14},
    {"theta - = eta*g", "expected an assignment such as theta -= eta*g", 1},
    {"v = eta*g", "the rule never moves theta; expected theta = ... or theta -= ...", 10},
    {"theta = 1", "theta needs a vector, such as g; this is a number", 9},
    {"theta -= eta*gg", "unknown name gg; did you mean g?", 14},
    {"theta -= eta*g(theta)", "g(...) has two readings; write grad(...), or g*(...)", 14},
    {"theta -= solve(H)", "wrong number of arguments (1) for solve; expected solve(H, a)", 10},
    {"theta -= solve(g, H)", "H stands only in solve(H, a) and in H*a with a vector a", 19},
    {"theta -= H", "H stands only in solve(H, a) and in H*a with a vector a", 10},
    {"theta -= dot(g, 1)*g", "dot needs a vector, such as g; this is a number", 17},
    {"theta -= norm(eta)*g", "norm needs a vector, such as g; this is a number", 15},
    {"g = 2*g; theta -= g", "g has a fixed meaning and cannot be assigned", 1},
    {"eta = 2; theta -= eta*g", "eta has a fixed meaning and cannot be assigned", 1},
    {"pi = 3; theta -= pi*g", "pi has a fixed meaning and cannot be assigned", 1},
    {"pi = 3; theta -= pi*g", "pi has a fixed meaning and cannot be assigned", 1},
    {"theta -= eta*mean(g)", "mean works in surfaces only", 14},
    {"theta.z = 1", "expected the component x or y, found z", 7},
    {"theta.x -= eta*g", "a component must be a number, this is a vector", 12},
    {"theta.x = g", "a component must be a number, this is a vector", 11},
    {"s = norm(g); s.x = 1; theta -= s", "a component needs a vector, such as g", 14},
    {"x -= eta*g.x", "x has a fixed meaning and cannot be assigned; expected theta.x", 1},
    {"g.x = 1; theta -= g", "g has a fixed meaning and cannot be assigned", 1},
    {"m.x = 1", "the rule never moves theta; expected theta = ... or theta -= ...", 8},
    {"theta.x = 1; theta.q -= 2", "expected the component x or y, found q", 20},
    {"theta.x.y = 1", "expected an assignment such as theta -= eta*g or theta.x -= eta*g.x", 1},
    {"theta[0] -= eta*g.x", "expected an assignment such as theta -= eta*g or theta.x -=", 1},
    {"theta.x -= eta*m.x", "unknown name m", 16},
    {"3 = theta", "expected an assignment such as theta -= eta*g", 1},
    {"theta -= learning_rat*g", "unknown name learning_rat", 10},
    {"theta == eta*g", "expected an assignment such as theta -= eta*g", 1},
};

static const struct error_row schedule_errors[] = {
    {"", "expected the name of a schedule or a formula", 1},
    {"eta0 *", "expected a number, a name or (, found the end", 7},
    {"eta0 / (1 + decai*n)", "unknown name decai; did you mean decay?", 13},
    {"eta0 * theta", "unknown name theta", 8},
    {"eta0 * x", "unknown name x", 8},
    {"eta0 * H", "unknown name H", 8},
    {"a = 1", "the schedule gives no learning rate", 6},
    {"eta.x = 1", "a component needs a vector, such as g; this is a number", 1},
    {"n = 1; eta0", "n has a fixed meaning and cannot be assigned", 1},
    {"eta0 * grad(1)", "grad works in update rules only", 8},
    {"eta0 * g; 1;; 2 +", "only the last statement is a bare expression", 1},
};

static const struct error_row value_errors[] = {
    {"", "expected a value here, a number or a formula", 1},
    {"1 +", "expected a number, a name or (, found the end", 4},
    {"lamda", "unknown name lamda", 1},
    {"1/0", "a value must be a finite number, not inf", 1},
    {"0/0", "a value must be a finite number, not nan", 1},
    {"log(-1)", "a value must be a finite number, not nan", 1},
    {"1 2", "expected an operator, found 2; for a product write 1*2", 3},
    {"H", "unknown name H", 1},
    {"sqrt(1, 2)", "sqrt takes one argument, found 2; expected sqrt(a)", 1},
    {"-0.1", "eta must be from 0 to 1e+12, not -0.1", 1},
};

/* --- Commands --- */

static const struct error_row command_errors[] = {
    {"foo", "no command or parameter is called foo", 1},
    {"bal", "no command or parameter is called bal; did you mean ball?", 1},
    {"s", "no command or parameter is called s", 1},
    {"123", "expected a command, not '123'", 1},
    {"=", "expected a command, not '='", 1},
    {"eta =", "expected a value here, a number or a formula", 6},
    {"eta *=", "expected a value here, a number or a formula", 7},
    {"eta ** 2", "expected a number, a name or (, found **", 5},
    {"eta *= lamda", "unknown name lamda", 8},
    {"eta 0.0x", "expected the number's end, not 'x'; a product is `0.0*x`", 8},
    {"eta = 1.5y", "expected the number's end, not 'y'; a product is `1.5*y`", 10},
    {"ball sgd eta=0e", "expected the number's end, not 'e'; a product is `0*e`", 15},
    {"momentun 0.5", "no command or parameter is called momentun", 1},
    {"momentum 2", "ball 2 has no parameter momentum", 1},
    {"momentum -1", "ball 2 has no parameter momentum", 1},
    {"let", "expected a name, as in `let k = 10`", 4},
    {"let k", "expected '=' after the name, but the line ends", 6},
    {"let k =", "expected the value here, a number or a formula", 8},
    {"let k 1", "expected '=' after the name, not '1'", 7},
    {"let 3 = 1", "expected a name, as in `let k = 10`", 5},
    {"let x = 1", "x has a meaning in formulas; `let` needs another name", 5},
    {"let eta = 1", "eta has a meaning in formulas; `let` needs another name", 5},
    {"let pi = 1", "pi has a meaning in formulas; `let` needs another name", 5},
    {"let pi = 3", "pi has a meaning in formulas; `let` needs another name", 5},
    {"let k = 1/0", "the value must be a finite number, not inf", 9},
    {"let k = zz", "unknown name zz", 9},
    {"ball nosuch", "no optimizer is called nosuch", 6},
    {"ball adamm", "no optimizer is called adamm; did you mean adam?", 6},
    {"ball adam beta1", "expected name=value after the optimizer adam, found 'beta1'", 11},
    {"ball adam beta1=", "expected a formula, found nothing", 17},
    {"ball adam beta1=2", "beta1 must be from 0 to 0.999999999, not 2", 11},
    {"ball eta=0.1 momentum=-1", "momentum must be from 0 to 1, not -1", 14},
    {"ball adam eta=-1", "eta must be from 0 to 1e+12, not -1", 11},
    {"optimizer adam beta3=1", "no parameter beta3: it has beta1, beta2, eps", 16},
    {"schedule step for 5 then cosine total=-1", "total must be from 1 to 1e+12, not -1", 33},
    {"fork eta=1 beta1=7", "beta1 must be from 0 to 0.999999999, not 7", 12},
    {"ball like 3", "the ball must be a whole number from 1 to 2, not 3", 11},
    {"ball adam like one", "unknown name one", 16},
    {"ball like 1 beta1=0.5", "ball 1 has no parameter beta1", 13},
    {"optimizer adam eta=-1", "eta must be from 0 to 1e+12, not -1", 16},
    {"eta auto 3", "expected nothing more, found '3'", 10},
    {"fork adam", "expected numbers of the ball, as in `fork eta=0.3`", 6},
    {"fork eta=", "expected a formula, found nothing", 10},
    {"fork k=2", "k is the same for all balls: set it with `k VALUE`", 6},
    {"fork momentum=0.5", "ball 2 has no parameter momentum: it has eta, beta1", 6},
    {"ball adam nosuch=1", "no parameter nosuch: it has beta1, beta2, eps", 11},
    {"ball adam beta1=0.9 0.5",
     "expected name=value after the optimizer adam, found 'beta1=0.9 0.5'", 11},
    {"ghost of", "expected keep, clear, on or off", 7},
    {"select", "expected the ball here, a number or a formula", 7},
    {"select 0", "the ball must be a whole number from 1 to 2, not 0", 8},
    {"select 3", "the ball must be a whole number from 1 to 2, not 3", 8},
    {"select 1.5", "the ball must be a whole number from 1 to 2, not 1.5", 8},
    {"select one", "unknown name one", 8},
    {"select 1 2", "expected an operator, found 2; for a product write 1*2", 10},
    {"remove", "expected the ball here, a number or a formula", 7},
    {"remove 1.5", "the ball must be a whole number from 1 to 2, not 1.5", 8},
    {"remove 7", "the ball must be a whole number from 1 to 2, not 7", 8},
    {"all", "expected a command, as in `all eta 0.1`", 4},
    {"all foo", "no command or parameter is called foo", 5},
    {"all eta", "expected a value here, a number or a formula", 8},
    {"all momentum 3", "momentum must be from 0 to 1, not 3", 14},
    {"optimizer", "expected the name of an optimizer or a formula", 10},
    {"schedule", "expected the name of a schedule or a formula", 9},
    {"schedule cosin", "no schedule is called cosin; did you mean cosine?", 10},
    {"schedule step q=3", "no parameter q: it has decay, period", 15},
    {"schedule step period=0", "period must be from 1 to 1e+12, not 0", 15},
    {"start", "expected the start's x here, a number or a formula", 6},
    {"start 1", "expected ',' between x and y, but the line ends", 8},
    {"optimizer Adam(lr=0.1, weight_decay=0.1)", "adam has no weight_decay: use adamw", 24},
    {"optimizer torch.optim.Adagrad(lr_decay=0.1)", "write `schedule inverse-time decay=VALUE`",
     31},
    {"optimizer keras.optimizers.Adam()",
     "no optimizer has the formula of Adam in Keras; write adam", 11},
    {"optimizer torch.optim.Nothing()", "`list optimizers` shows what there is", 11},
    {"optimizer Adam(0.05)", "expected name=value, as eta=0.05", 16},
    {"optimizer adam 0.05", "expected name=value after the optimizer adam", 16},
    {"optimizer Adam(lr=0.1, foo=2)", "no parameter foo", 24},
    {"optimizer Adam(betas=(0.8,))", "expected a number for each of beta1 beta2", 22},
    {"optimizer Adam(betas=(0.8, 0.9, 1))", "expected no more numbers than beta1 beta2", 32},
    {"optimizer lion maximize=True", "lion has no maximize", 16},
    {"schedule LambdaLR(lr_lambda=f)", "write the formula", 10},
    {"schedule StepLR(optimizer, 5)", "expected name=value", 28},
    {"schedule CyclicLR(cycle_momentum=True)", "write `schedule momentum cyclic-momentum`", 19},
    {"schedule ReduceLROnPlateau(mode='max')", "plateau has no mode", 28},
    {"schedule exponential gamma=0.9", "write `schedule torch-exponential gamma=VALUE`", 22},
    {"weight decay 0.1", "ball 2 has no parameter weight_decay", 1},
    {"etas (0.5, 1.2)", "ball 2 has no parameter eta_minus", 1},
    {"lr", "a value", 3},
    {"start 1 k", "expected ',' between x and y, but the line ends", 10},
    {"start 1,", "expected the start's y here, a number or a formula", 9},
    {"start 1, 2, 3", "expected nothing more, found ', 3'", 11},
    {"start a, b", "unknown name a", 7},
    {"start 1/0, 0", "the start's x must be a finite number, not inf", 7},
    {"noise", "expected the standard deviation of the noise here", 6},
    {"noise -1", "noise must be from 0 to 1e+12, not -1", 7},
    {"noise 0.1 0.2", "expected an operator, found 0.2; for a product write 0.1*0.2", 11},
    {"noise 0.1 stream", "unknown name stream", 11},
    {"noise 0.1 stream=", "expected the stream here, a number or a formula", 18},
    {"noise 0.1 stream=1.5", "the stream must be a whole number from 1 to 1000000, not 1.5", 18},
    {"noise 1/0", "the standard deviation of the noise must be a finite number, not inf", 7},
    {"seed", "expected the seed here, a number or a formula", 5},
    {"seed q", "unknown name q", 6},
    {"seed 1.5", "the seed must be a whole number from 0 to 9007199254740992, not 1.5", 6},
    {"seed -1", "the seed must be a whole number from 0 to 9007199254740992, not -1", 6},
    {"seed 1 2", "expected an operator, found 2; for a product write 1*2", 8},
    {"schedule cosine for", "expected the number of iterations here, a number or a formula", 20},
    {"schedule cosine for x", "the number of iterations must be a whole number from 1 to", 21},
    {"schedule cosine for 0", "the number of iterations must be a whole number from 1 to", 21},
    {"schedule cosine for 10 then", "expected the name of a schedule or a formula", 28},
    {"schedule cosine for 10 then foo", "no schedule is called foo", 29},
    {"schedule for 10", "unknown name for", 10},
    {"schedule nosuch cosine", "unknown name nosuch", 10},
    {"schedule momentum linear", "unknown name linear", 19},
    {"schedule cosine period=", "expected a formula, found nothing", 24},
    {"race", "expected optimizers, as in `race sgd adam rmsprop`", 5},
    {"race adam nosuch", "no optimizer is called nosuch", 11},
    {"race adam sgd budget", "no optimizer is called budget", 15},
    {"race adam sgd budget=0", "the budget must be a whole number from 1 to 10000, not 0", 22},
    {"race adam sgd budget=x=y", "unexpected =: only a name at the beginning of a statement", 23},
    {"race tuned", "expected optimizers, as in `race sgd adam rmsprop`", 11},
    {"budget", "expected the iterations here, a number or a formula", 7},
    {"budget 10 nosuch", "expected own, catalogue or tuned, or nothing more", 11},
    {"list nosuch", "no list is called nosuch", 6},
    {"tolerance -1", "the tolerance must be 0 or more, not -1", 11},
    {"run now", "expected nothing more, found 'now'", 5},
    {"pause now", "expected `when` and a condition, as in pause when loss(1) < 0.1", 7},
    {"step 0.5", "the number of steps must be a whole number from 1 to", 6},
    {"step -1", "the number of steps must be a whole number from 1 to", 6},
    {"step ten", "unknown name ten; did you mean tan?", 6},
    {"step 1 2", "expected an operator, found 2; for a product write 1*2", 8},
    {"back x", "the number of steps must be a whole number from 1 to", 6},
    {"goto", "expected the iteration here, a number or a formula", 5},
    {"goto -3", "the iteration must be a whole number from 0 to 1000000000000", 6},
    {"reset all", "expected nothing more, found 'all'", 7},
    {"speed", "expected the steps per second here, a number or a formula", 6},
    {"speed 0", "the speed must be from 0.1 to 1000000 steps per second, not 0", 7},
    {"speed -3", "the speed must be from 0.1 to 1000000 steps per second, not -3", 7},
    {"speed fast", "unknown name fast", 7},
    {"view", "expected a view: map", 5},
    {"view mapp", "expected a view: map", 6},
    {"view map bird", "expected a view: map", 10},
    {"view slice slice", "slice is already there", 12},
    {"view next map", "expected nothing more, found 'map'", 11},
    {"wait", "expected the seconds, or `until` and a condition", 5},
    {"wait -1", "a scene waits from 0 to 3600 seconds, not -1", 6},
    {"wait 1e9", "a scene waits from 0 to 3600 seconds, not 1e+09", 6},
    {"wait until", "expected a formula, found nothing", 11},
    {"pause when", "expected a condition, or off", 11},
    {"mark", "expected X, Y and words, as in mark 1, 2 \"here\"; or off", 5},
    {"mark here", "unknown name here", 6},
    {"mark 1, 2 \"here", "expected a second \" behind the words", 11},
    {"mark 1, 2 \"here\" 3", "expected nothing more after the words", 17},
    {"mark 1, 2 here", "unknown name here", 11},
    {"mark off \"no\"", "no mark is there; `mark off` alone removes all", 10},
    {"mark off 1, 2", "no mark is there; `mark off` alone removes all", 10},
    {"pause when los(1)", "unknown function los", 12},
    {"pause when off now", "expected nothing more, found 'now'", 16},
    {"wait until los(1)", "unknown function los", 12},
    {"quiz", "expected the question", 5},
    {"choice this", "expected a question before it: `quiz TEXT`", 8},
    {"then so", "expected a question before it: `quiz TEXT`", 6},
    {"answer b", "there is no question that is open", 8},
    {"expect", "expected a formula, found nothing", 7},
    {"expect loss(", "expected a number, a name or (", 13},
    {"expect los(1) > 0", "unknown function los; did you mean loss?", 8},
    {"expect loss(7) > 0", "there is no ball 7; there are", 8},
    {"expect loss(1.5) > 0", "there is no ball 1.5", 8},
    {"expect period(7) == 1", "there is no ball 7; there are", 8},
    {"expect period(1, 2) == 1", "wrong number of arguments (2); expected period(BALL)", 8},
    {"expect loss(1, 1e9) > 0", "there is no iteration 1e+09 of ball 1", 8},
    {"expect loss() > 0", "wrong number of arguments (0); expected loss(BALL, [N])", 8},
    {"expect distance(1, 2)", "wrong number of arguments (2); expected distance(BALL, X, Y, [N])",
     8},
    {"expect diverged(1)", "this does not hold: diverged(1); diverged(1) = 0", 8},
    {"follow me", "expected on or off", 8},
    {"toggle", "expected a layer: contours", 7},
    {"toggle trial", "expected a layer: contours", 8},
    {"single maybe", "expected on or off", 8},
    {"big on off", "expected nothing more, found 'off'", 8},
    {"turn", "expected the degrees here, a number or a formula", 5},
    {"turn to", "expected the degrees here, a number or a formula", 8},
    {"turn tox", "unknown name tox", 6},
    {"turn 1/0", "the degrees must be a finite number, not inf", 6},
    {"tilt to 95", "the tilt is from 10 to 90 degrees, not 95", 9},
    {"tilt to 2+3", "the tilt is from 10 to 90 degrees, not 5", 9},
    {"slice", "expected a direction: step, x, y", 6},
    {"slice z", "expected a direction: step, x, y, or two ends: 3, 2 to -2.8, 3.1", 7},
    {"slice 3 to 1, 2", "expected ',' between x and y, but the line ends", 9},
    {"slice 3, 2 to", "expected the x of a place, or ball here, a number or a formula", 14},
    {"slice 3, 2 to 1, 2, 3", "expected nothing more, found ', 3'", 19},
    {"slice 3, 2 to 3, 2", "the two ends of a slice must differ", 7},
    {"slice ball 1 to ball 9", "the ball must be a whole number from 1 to", 22},
    {"classes", "expected the name of a column, auto or off", 8},
    {"classes kind", "there are no data; expected data FILE first", 9},
    {"overlay", "expected a formula, a condition such as x + y <= 1, or off", 8},
    {"overlay x +", "expected a number, a name or (", 12},
    {"overlay x + z <= 1", "unknown name z", 13},
    {"overlay x <= zz", "unknown name zz", 14},
    {"overlay x <=", "expected a formula in x and y, or a number", 13},
    {"overlay x <= 1 and y", "expected a relation, as in x + y <= 1", 20},
    {"overlay x <= 1 and y = 2", "an equation stands alone; expected <= or >=", 9},
    {"expect v(1) > 0", "v is a vector; ask for latest(v(1).x) or latest(norm(v(1)))", 8},
    {"expect v(3) > 0", "there is no ball 3; there are 2", 8},
    {"expect v(1, 2, 3) > 0", "wrong number of arguments (3); expected v(BALL, [N])", 8},
    {"expect latest(loss, 1, 2) > 0",
     "wrong number of arguments (3); expected latest(FORMULA [, N])", 8},
    {"overlay x <= 1 or y = 2", "an equation stands alone; expected <= or >=", 9},
    {"overlay not x = 1", "an equation stands alone; expected <= or >=", 9},
    {"overlay x <= 1 or (y < 2 and z > 1)", "unknown name z", 30},
    {"overlay x <= 1 or y", "expected a relation, as in x + y <= 1", 19},
    {"overlay not (x < 1 or y < )", "expected a formula in x and y, or a number", 26},
    {"overlay rosenbrok", "no surface is called rosenbrok; did you mean rosenbrock?", 9},
    {"lines", "expected a kind of lines: auto, quadrants, dots, box, ascii, sextants, octants", 6},
    {"theme", "expected a theme: auto, dark, light", 6},
    {"charset latin1", "expected a charset: auto, unicode, ascii", 9},
    {"pixels many", "expected a way of pixels: auto, off, kitty, sixel", 8},
    {"charts", "expected charts: loss, eta, ", 7},
    {"charts loss eta lambda", "expected charts: loss, eta, ", 17},
    {"charts loss loss", "loss is already there", 13},
    {"charts all loss", "expected nothing more, found 'loss'", 12},
    {"holdout", "expected the share of the rows that is held back, such as 20%, or off", 8},
    {"holdout 0.2", "there are no data to hold back; `data FILE` loads some", 9},
    {"holdout 120%", "the share of the rows must be between 0 and 100%, not 120%", 9},
    {"holdout 0", "the share of the rows must be between 0 and 100%, not 0%", 9},
    {"holdout 20% now", "expected nothing more, found 'now'", 13},
    {"holdout of", "unknown name of", 9},
    {"chart", "expected a formula, such as loss, norm(g) or step", 6},
    {"chart loss,", "expected a formula, such as", 12},
    {"chart loss with", "expected a formula, such as", 16},
    {"chart loss, losss", "unknown name losss; did you mean loss?", 13},
    {"chart norm(g", "expected a comma or ), found the end", 13},
    {"chart loss(9)", "there is no ball 9; there", 7},
    {"chart loss over", "expected what the charts are over: n, epoch, time, eta", 16},
    {"chart loss over nn", "unknown name nn", 17},
    {"chart over time", "expected a formula before over", 7},
    {"chart loss lg", "unknown name lg; did you mean log?", 12},
    {"chart loss from 1", "expected from A to B", 12},
    {"chart loss from 1 to two", "expected numbers: from A to B", 12},
    {"chart loss from 2 to 1", "expected the lower end of the range first", 12},
    {"chart loss log from 0 to 1", "expected a range above 0", 7},
    {"chart without loss", "no formula is shown", 15},
    {"chart none of them", "expected nothing more, found 'of them'", 12},
    {"chart 1, 2, 3, 4, 5, 6, 7, 8, 9", "charts have at most 8 formulas", 31},
    {"cursor", "expected an iteration, next, previous or off", 7},
    {"cursor -1", "the cursor's iteration must be a whole number", 8},
    {"cursor off now", "unknown name off", 8},
    {"zoom", "expected the factor here, a number or a formula", 5},
    {"zoom 0", "zoom takes a factor from 0.01 to 100, not 0", 6},
    {"zoom inn", "unknown name inn", 6},
    {"zoom at 1, 2", "expected the factor", 6},
    {"zoom 2 at", "expected the x of the point that stays", 10},
    {"zoom 2 at 1", "expected ',' between x and y, but the line ends", 12},
    {"zoom 2 at 1, 2 3", "expected an operator, found 3", 16},
    {"zoom 2 at 1, 2, 3", "expected nothing more", 15},
    {"zoom 2 at 1e300, 0", "the view would be too far from the surface", 6},
    {"pan", "expected the share of the view's width here", 4},
    {"pan 1", "expected ',' between the two shares, but the line ends", 6},
    {"pan sideways", "unknown name sideways", 5},
    {"fit most", "expected '[' before an interval such as [-5,5], not 'm'", 5},
    {"show", "expected a layer: contours", 5},
    {"show nosuch", "expected a layer: contours", 6},
    {"hide trial", "expected a layer: contours", 6},
    {"color", "expected a colour map: viridis, ", 6},
    {"color virids", "expected a colour map: viridis, ", 7},
    {"scale", "expected a scale: auto, log, linear", 6},
    {"scale cubic", "expected a scale: auto, log, linear", 7},
    {"levels", "expected how many contours here, a number or a formula", 7},
    {"levels 0", "how many contours must be a whole number from 1 to 40, not 0", 8},
    {"levels 2.5", "how many contours must be a whole number from 1 to 40, not 2.5", 8},
    {"levels auto 3", "expected nothing more, found '3'", 13},
    {"limits", "expected two losses as 0.1 to 100, or auto", 7},
    {"limits 3", "expected two losses as 0.1 to 100, or auto", 8},
    {"limits 3 to 3", "the first must be below the second", 8},
    {"limits 1 to y2", "unknown name y2", 13},
    {"limits q1 to 2", "unknown name q1", 8},
    {"limits 1 to 1/0", "a loss must be a finite number, not inf", 13},
    {"at", "expected the iteration here, a number or a formula", 3},
    {"at 5", "expected a command, as in `at 50 eta 0.05`", 5},
    {"at x eta 1", "the iteration must be a whole number from 0 to 1000000000000", 4},
    {"at -1 eta 1", "the iteration must be a whole number from 0 to 1000000000000, not -1", 4},
    {"at 5 foo", "no command or parameter is called foo", 6},
    {"open", "expected the name of a file", 5},
    {"open /nonexistent/a.scene", "there are no files here", 6},
    {"compare", "expected a scene, or two: `compare SCENE SCENE`", 8},
    {"compare /nonexistent/a.scene", "there are no files here", 9},
    {"compare off", "there are no files here", 9},
    {"left eta 0.1", "there is one scene: `compare SCENE` shows another one beside it", 6},
    {"right eta 0.1", "there is one scene: `compare SCENE` shows another one beside it", 7},
    {"save", "expected the name of a file", 5},
    {"save /nonexistent/a.scene", "there are no files here", 6},
    {"export /nonexistent/a.csv", "there are no files here", 8},
    {"screenshot /nonexistent/a.svg", "there are no files here", 12},
    {"help nosuch", "there is no help on nosuch", 6},
    {"help me please", "there is no help on me please", 6},
    {"quit now", "expected nothing more, found 'now'", 6},
};

/* --- Scenes: a file with one bad line --- */

struct scene_row {
    const char *text;
    const char *message;
    int line, column;
    int status;
};

static const struct scene_row scene_errors[] = {
    {"foo\n", "no command or parameter is called foo", 1, 1, 2},
    {"# fine\n\nsurface x^2 +\n", "expected a number, a name or (, found the end", 3, 14, 2},
    {"surface bowl\nball adamm\n", "no optimizer is called adamm; did you mean adam?", 2, 6, 2},
    {"surface bowl\n  eta = = 2\n", "expected a number, a name or (, found =", 2, 9, 2},
    {"let k = 1\nlet k2 = k +\n", "expected a number, a name or (, found the end", 2, 13, 2},
    {"optimizer theta -= zeta*g\n", "unknown name zeta; did you mean eta?", 1, 20, 2},
    {"schedule eta0/(1 + n\n", "expected ), found the end", 1, 21, 2},
    {"eta 0.1\r\nbal\r\n", "no command or parameter is called bal; did you mean ball?", 2, 1, 2},
    {"eta 0.1\nbal", "no command or parameter is called bal; did you mean ball?", 2, 1, 2},
    {"\177ELF\2\1\1\n", "expected a command, not '?ELF?", 1, 1, 2},
    {"caption \xff\xfe\nfoo\n", "no command or parameter is called foo", 2, 1, 2},
};

/* --- Command lines --- */

struct option_row {
    const char *arguments; /* split at blanks; ~ stands for a blank inside one */
    const char *message;
    int status;
};

static const struct option_row option_errors[] = {
    {"run --nosuch", "unknown option --nosuch (--help lists them)", 2},
    {"--nosuch", "unknown option --nosuch (--help lists them)", 2},
    {"-z", "unknown option -z (--help lists them)", 2},
    {"run --step 3", "unknown option --step; did you mean --steps?", 2},
    {"run --steps", "--steps needs a value: N", 2},
    {"stability --at 1", "--at takes X,Y such as 1.5,-2: the surface has an x and a y", 2},
    {"stability --at 1,", "--at takes X,Y such as 1.5,-2, not '1,'", 2},
    {"stability --at 1,2,3", "--at takes X,Y such as 1.5,-2, not '1,2,3'", 2},
    {"stability --at nan,0", "--at takes X,Y such as 1.5,-2, not 'nan,0'", 2},
    {"compare nosuch1", "compare takes two scenes", 2},
    {"compare nosuch1 nosuch2 nosuch3", "compare takes two scenes", 2},
    {"run --compare nosuch1", "run takes no --compare", 2},
    {"render --compare nosuch1", "nosuch1: no scene is called that", 1},
    {"stability --fps 3", "stability takes no --fps", 2},
    {"stability nosuch1 nosuch2", "stability takes one scene, not also 'nosuch2'", 2},
    {"schedule", "schedule takes one or more schedules such as cosine 'step period=20'", 2},
    {"schedule cosine nosuch", "schedule nosuch: no schedule is called nosuch", 2},
    {"schedule cosine --steps 0", "schedule takes --steps from 1 to 1000000, not 0", 2},
    {"schedule cosine -o x.pdf", "schedule writes csv, txt, ans, svg, png and gif, not 'pdf'", 2},
    {"schedule cosine --from 1", "schedule takes no --from", 2},
    {"rangetest --from 0", "--from takes a number from above 0 to 1000000000000, not '0'", 2},
    {"rangetest --to x", "--to takes a number from above 0 to 1000000000000, not 'x'", 2},
    {"rangetest --steps 0", "rangetest takes --steps from 1 to 100000, not 0", 2},
    {"rangetest --steps 100001", "rangetest takes --steps from 1 to 100000, not 100001", 2},
    {"rangetest --format x", "rangetest writes csv, jsonl, txt, ans, svg and png, not 'x'", 2},
    {"rangetest --until 5", "rangetest takes no --until", 2},
    {"run --at 1", "run takes no --at", 2},
    {"render --fps 0", "--fps takes the frames per second, a whole number from 1 to 60, not '0'",
     2},
    {"render --seconds 601", "--seconds takes a number from above 0 to 600, not '601'", 2},
    {"run --fps 3", "run takes no --fps", 2},
    {"render -e nonsense -o /tmp/never.cast", "no command or parameter is called nonsense", 2},
    {"run --steps x", "--steps takes a whole number from 0 to 1000000000000, not 'x'", 2},
    {"run --steps -1", "--steps takes a whole number from 0 to 1000000000000, not '-1'", 2},
    {"run --steps 1.5", "--steps takes a whole number from 0 to 1000000000000, not '1.5'", 2},
    {"run --steps 99999999999999999999", "--steps takes a whole number from 0 to 1000000000000", 2},
    {"run --seed x", "--seed takes a whole number from 0 to 9007199254740992, not 'x'", 2},
    {"run --seed", "--seed needs a value: N", 2},
    {"run --seed -1", "--seed takes a whole number from 0 to 9007199254740992, not '-1'", 2},
    {"--theme pink", "--theme takes one of auto, dark, light, print, not 'pink'", 2},
    {"--theme", "--theme needs a value: THEME", 2},
    {"run --help=yes", "--help takes no value", 2},
    {"run --steps=x", "--steps takes a whole number from 0 to 1000000000000, not 'x'", 2},
    {"run -e seed~1 -e ball~nosuch", "no optimizer is called nosuch", 2},
    {"render --steps 9e9", "--steps takes a whole number from 0 to 1000000000000, not '9e9'", 2},
    {"list --steps 5", "list takes no --steps", 2},
    {"run -- --nosuch", "--nosuch: no scene is called that; `overshoot list scenes` shows them all",
     1},
    {"run demo-3-rase", "shows them all; did you mean demo-3-race?", 1},
    {"run -e", "--execute needs a value: COMMAND", 2},
    {"run -e foo", "no command or parameter is called foo", 2},
    {"run -e surface~x+", "expected a number, a name or (, found the end", 2},
    {"run -e eta~-", "expected a number, a name or (, found the end", 2},
    {"run --format xml", "run writes csv and jsonl, not 'xml'", 2},
    {"run --format svg", "run writes csv and jsonl, not 'svg'", 2},
    {"run --format", "--format needs a value: FORMAT", 2},
    {"run -o out.xyz", "run writes csv and jsonl, not 'xyz'", 2},
    {"run -o out", "'out' has no such ending; add one, or --format", 2},
    {"run -o /nonexistent/out.csv", "cannot write /nonexistent/out.csv: No such file or directory",
     1},
    {"run -o", "--output needs a value: FILE", 2},
    {"run /nonexistent.scene",
     "/nonexistent.scene: cannot open the scene: No such file or directory", 1},
    {"run /", "/: cannot read the scene: it is a directory; expected a file", 1},
    {"run nosuch1 nosuch2", "run takes one scene, not also 'nosuch2'", 2},
    {"tell nosuch1 nosuch2", "tell takes one scene, not also 'nosuch2'", 2},
    {"render nosuch1 nosuch2",
     "render takes one scene, not also 'nosuch2'; several for -o FILE.html or -o FOLDER/", 2},
    {"run --size 80x24", "run takes no --size", 2},
    {"render --size 80", "--size takes COLUMNSxROWS such as 100x30, at most 1000x500, not '80'", 2},
    {"render --size axb", "--size takes COLUMNSxROWS such as 100x30, at most 1000x500, not 'axb'",
     2},
    {"render --size 0x0", "--size takes COLUMNSxROWS such as 100x30, at most 1000x500, not '0x0'",
     2},
    {"render --size 5x5", "--size 5x5 is too small: the least is 40x12", 2},
    {"render --size 40x11 -o /nonexistent/a.png", "--size 40x11 is too small: the least is 40x12",
     2},
    {"schedule cosine --size 39x12", "--size 39x12 is too small: the least is 40x12", 2},
    {"render 2-too-high --compare 3-decay --size 79x12",
     "--size 79x12 is too small for two scenes: the least is 80x12", 2},
    {"render --size 99999x99999", "--size takes COLUMNSxROWS such as 100x30", 2},
    {"render --animate -o a.cast", "render --animate writes svg, gif, mp4 and webm, not 'cast'", 2},
    {"render --animate --format txt", "render --animate writes svg, gif, mp4 and webm, not 'txt'",
     2},
    {"render --animate -o a",
     "render --animate writes svg, gif, mp4 and webm: 'a' has no such ending; add one, or --format",
     2},
    {"render --format csv", "render writes txt, ans, svg, png, cast, gif, mp4 and webm, not 'csv'",
     2},
    {"render -o /nonexistent/out.svg",
     "cannot write /nonexistent/out.svg: No such file or directory", 1},
    {"render /nonexistent.scene",
     "/nonexistent.scene: cannot open the scene: No such file or directory", 1},
    {"sweep --nosuch", "unknown option --nosuch (--help lists them)", 2},
    {"list nosuch", "no list is called nosuch", 2},
    {"list surfaces colors", "list takes one kind, not also 'colors'", 2},
    {"/nonexistent.scene", "/nonexistent.scene: cannot open the scene: No such file or directory",
     1},
    {"rum", "rum: no scene is called that; `overshoot list scenes` shows them all", 1},
    {"scenes/nosuch.scene", "scenes/nosuch.scene: cannot open the scene: No such file or directory",
     1},
    {"render --steps 5 --format cast", "a recording takes --seconds, not --steps", 2},
    {"render --fps 5",
     "a picture takes --steps or --at; --fps is for films, as .cast, .gif, and .svg with --animate",
     2},
    {"render --at 2 --steps 5", "a picture takes --steps or --at, not both", 2},
    {"render --at 2 -o a.gif", "a recording takes --seconds, not --at", 2},
    {"render --at -1", "--at takes a number from 0 to 600, not '-1'", 2},
    {"--pixels on", "--pixels takes one of auto, off, kitty, sixel, not 'on'", 2},
    {"render --poster 3 -o a.gif", "--poster is for .svg with --animate", 2},
    {"render --loop twice -o a.gif", "--loop takes one of once, forever, not 'twice'", 2},
    {"render --format mp4 --seconds 1", "a .mp4 goes into a file: add -o FILE.mp4", 2},
    {"render --seconds 5 -o a.svg",
     "a picture takes --steps or --at; --seconds is for films, as .cast, .gif, and .svg with "
     "--animate",
     2},
    {"render --seconds 0 --format cast", "--seconds takes a number from above 0 to 600, not '0'",
     2},
    {"render --font= -o a.png", "--font takes auto, builtin, or the name of a font", 2},
    {"render --scale 9 -o a.png", "--scale takes a number from above 0 to 8, not '9'", 2},
    {"render --fps 61 --format cast",
     "--fps takes the frames per second, a whole number from 1 to 60, not '61'", 2},
    {"--charset latin1", "--charset takes one of auto, unicode, ascii, not 'latin1'", 2},
    {"render --theme blue", "--theme takes one of auto, dark, light, print, not 'blue'", 2},
    {"render --colors 7", "--colors takes one of auto, direct, 256, 16, 8, mono, not '7'", 2},
    {"render -o /nonexistent/a.cast --seconds 1",
     "cannot write /nonexistent/a.cast: No such file or directory", 1},
    {"render -o /nonexistent/a.ans", "cannot write /nonexistent/a.ans: No such file or directory",
     1},
    {"--color", "--color needs a value: LEVEL", 2},
    {"--color nosuch", "--color takes one of auto, direct, 256, 16, 8, mono, not 'nosuch'", 2},
};

/* --- How a row is checked --- */

/* A good line, and all that it leads to. */
static void execute(struct session *session, const char *line)
{
    struct error error;
    int number;
    ck_assert_msg(command_execute(session, line, &error), "%s: %s", line, error.text);
    ck_assert_msg(script_work(session, NULL, &error, &number), "%s: %s", line, error.text);
}

/* A session in the midst of its work. */
static struct session *session_at_work(void)
{
    static const char *const lines[] = {
        "surface x^2 + 3*y^2 on [-4, 4] x [-3, 3]",
        "let k = 2",
        "eta 0.05",
        "ball adam beta1=0.8",
        "step 6",
        "schedule exponential",
        "step 3",
        "back 2",
        "caption before",
    };
    struct session *session = session_new();
    for (int i = 0; i < COUNT(lines); i++)
        execute(session, lines[i]);
    return session;
}

static void write_values(struct text *out, const struct sim *sim, int ball)
{
    for (int i = 0; i < sim_recipe(sim, ball)->values.count; i++)
        text_add(out, " %s=%a", sim_recipe(sim, ball)->values.items[i].name,
                 sim_recipe(sim, ball)->values.items[i].value);
}

/* All that a user could see of a session, to the last bit. */
static void write_session(struct text *out, const struct session *session)
{
    struct sim *sim = session->sim;
    const struct problem *surface = sim_problem(sim);
    text_add(out, "%s %a %a %a %a\n", surface->formula, surface->domain.x0, surface->domain.x1,
             surface->domain.y0, surface->domain.y1);
    text_add(out, "%a %a %a\n", sim->conditions.start.x, sim->conditions.start.y,
             sim->conditions.tolerance);
    for (int i = 0; i < sim_problem(sim)->lets.count; i++)
        text_add(out, "%s=%a\n", sim_problem(sim)->lets.items[i].name,
                 sim_problem(sim)->lets.items[i].value);
    text_add(out, "%lld %lld\n", (long long)sim->clock, (long long)sim->end);
    for (int ball = 0; ball < sim->ball_count; ball++) {
        const struct row *row = sim_row(sim, ball);
        text_add(out, "%s; %s; %a", sim_recipe(sim, ball)->rule->text,
                 sim_schedule(sim, ball)->text, sim_recipe(sim, ball)->eta0);
        write_values(out, sim, ball);
        for (int i = 0; i < sim->balls[ball]->history.count; i++)
            sim_version_write(sim, ball, i, "", out);
        text_add(out, "\n%lld %a %a %a %a %d %d\n", (long long)row->n, row->x, row->y, row->loss,
                 row->eta, (int)row->event, sim->balls[ball]->record.moments.count);
    }
    for (int i = 0; i < sim->problems.count; i++)
        sim_let_version_write(sim, i, "", out);
    text_add(out, "%d %d %a %a %a %a %d %s %s %s %s %d %a %lld %d %d %d\n", session->selected,
             session->chosen, session->look.region.x0, session->look.region.x1,
             session->look.region.y0, session->look.region.y1, (int)session->look.scale,
             colormap_rows[session->look.colormap].name, session->words.title,
             session->words.caption, session->words.path, session->player.playing,
             session->player.speed, (long long)session->player.goal,
             session->script.appointment_count, session->script.queue_count,
             session->answers.quitting);
    for (int i = 0; i < LAYER_COUNT; i++)
        text_add(out, "%d", session->look.layers[i]);
}

static void assert_same(const struct session *session, const struct session *twin)
{
    struct text one = {0}, other = {0};
    write_session(&one, session);
    write_session(&other, twin);
    ck_assert_str_eq(one.bytes, other.bytes);
    text_free(&one);
    text_free(&other);
}

/* One sentence that says something: no full stop, no new line, its place within the text. */
static void assert_sentence(const char *line, const struct error *error)
{
    size_t length = strlen(error->text);
    ck_assert_msg(length > 10, "%s: says nothing: %s", line, error->text);
    ck_assert_msg(error->text[length - 1] != '.' || strstr(error->text, "...") != NULL, "%s: %s",
                  line, error->text);
    ck_assert_msg(!strchr(error->text, '\n'), "%s: %s", line, error->text);
    ck_assert_msg(error->offset >= ERROR_NO_PLACE && error->offset <= (int)strlen(line),
                  "%s: offset %d", line, error->offset);
}

/* A bad line, what is said of it, and a twin that never got it. */
static void assert_error(const char *prefix, const struct error_row *row)
{
    struct session *session = session_at_work(), *twin = session_at_work();
    char line[512];
    snprintf(line, sizeof line, "%s%s", prefix, row->text);

    struct error error = {.offset = ERROR_NO_PLACE, .text = ""};
    ck_assert_msg(!command_execute(session, line, &error), "`%s` is taken", line);
    assert_sentence(line, &error);
    ck_assert_msg(strstr(error.text, row->message) != NULL, "`%s`: %s", line, error.text);
    int column = error.offset == ERROR_NO_PLACE
                     ? 0
                     : utf8_count(line, (size_t)error.offset) + 1 - (int)strlen(prefix);
    ck_assert_msg(column == row->column, "`%s`: column %d: %s", line, column, error.text);

    assert_same(session, twin);
    execute(session, "step 5");
    execute(twin, "step 5");
    assert_same(session, twin);
    session_free(session);
    session_free(twin);
}

START_TEST(surface_error)
{
    assert_error("surface ", &surface_errors[_i]);
}
END_TEST

START_TEST(rule_error)
{
    assert_error("optimizer ", &rule_errors[_i]);
}
END_TEST

START_TEST(schedule_error)
{
    assert_error("schedule ", &schedule_errors[_i]);
}
END_TEST

START_TEST(value_error)
{
    assert_error("eta ", &value_errors[_i]);
}
END_TEST

START_TEST(command_error)
{
    assert_error("", &command_errors[_i]);
}
END_TEST

/* --- Bounds: what is too deep, too long or too many --- */

static void assert_too_much(struct text *line, const char *message)
{
    struct session *session = session_at_work();
    struct error error = {.offset = ERROR_NO_PLACE, .text = ""};
    ck_assert_msg(!command_execute(session, line->bytes, &error), "%.40s… is taken", line->bytes);
    assert_sentence(line->bytes, &error);
    ck_assert_msg(strstr(error.text, message) != NULL, "%.40s…: %s", line->bytes, error.text);
    session_free(session);
    text_free(line);
}

static struct text repeated(const char *head, const char *part, int times, const char *tail)
{
    struct text line = {0};
    text_add(&line, "%s", head);
    for (int i = 0; i < times; i++)
        text_add(&line, "%s", part);
    text_add(&line, "%s", tail);
    return line;
}

static const struct {
    const char *head, *part;
    int times;
    const char *tail, *message;
} too_much[] = {
    {"surface ", "(", 1000, "x", "nested too deeply; expected at most 200 levels"},
    {"surface ", "-", 1000, "x", "nested too deeply"},
    {"surface ", "2^", 1000, "x", "nested too deeply"},
    {"surface ", "not ", 1000, "x", "nested too deeply"},
    {"surface ", "sin(", 1000, "x", "nested too deeply"},
    {"surface x on [", "(", 1000, "1, 2] x [1, 2]", "nested too deeply"},
    {"eta ", "(", 1000, "1", "nested too deeply"},
    {"surface x", " + x", 1100, "", "the formula is too long; expected at most 4096 bytes"},
    {"surface x*", "x", 3000, "", "too long"},
    {"surface ", "1", 3000, "*x", "too large"},
    {"surface x", "^sin(x*y)", 190, "", "the formula is too large"},
    {"optimizer theta -= eta*g", "; a = a + g", 500, "", "too long"},
    {"schedule eta0", "; eta0", 500, "", "only the last statement is a bare expression"},
    {"", "all ", 1000, "eta 1", "`all` is for commands that act on a ball"},
    {"", "at 5 ", 1000, "eta 1", "at cannot wait for an iteration"},
    {"", "x", 3000, "", "no command or parameter is called x"},
    {"", "x", 100000, "", "a command has at most 8192 bytes"},
    {"ball adam ", "beta1=0.5 ", 100, "beta1=7", "there are more than 48 name=value pairs"},
};

START_TEST(too_much_error)
{
    struct text line =
        repeated(too_much[_i].head, too_much[_i].part, too_much[_i].times, too_much[_i].tail);
    assert_too_much(&line, too_much[_i].message);
}
END_TEST

START_TEST(too_many_balls)
{
    struct session *session = session_new();
    struct error error;
    for (int i = 1; i < BALLS_MAX; i++)
        execute(session, "ball");
    ck_assert(!command_execute(session, "ball", &error));
    ck_assert_msg(strstr(error.text, "64"), "%s", error.text);
    ck_assert_int_eq(session->sim->ball_count, BALLS_MAX);
    session_free(session);
}
END_TEST

START_TEST(too_many_lets)
{
    struct session *session = session_new();
    struct error error;
    char line[40];
    for (int i = 0; i < LETS_MAX; i++) {
        snprintf(line, sizeof line, "let k%d = 1", i);
        execute(session, line);
    }
    ck_assert(!command_execute(session, "let more = 1", &error));
    ck_assert_msg(strstr(error.text, "32"), "%s", error.text);
    session_free(session);
}
END_TEST

/* --- The program itself --- */

struct mishap {
    int status; /* -1: ended by a signal */
    char out[4096], err[4096];
};

static void read_all(int file, char text[4096])
{
    size_t length = 0;
    ssize_t got;
    while (length < 4095 && (got = read(file, text + length, 4095 - length)) > 0)
        length += (size_t)got;
    text[length] = '\0';
    close(file);
}

static FILE *scratch(void)
{
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    return file;
}

static void run_program(const char *const *arguments, int count, struct mishap *outcome)
{
    const char *program = getenv("OVERSHOOT");
    char *vector[16] = {memory_copy(program ? program : "./overshoot")};
    for (int i = 0; i < count; i++)
        vector[i + 1] = memory_copy(arguments[i]);
    FILE *out = scratch(), *err = scratch();
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
        dup2(fileno(out), STDOUT_FILENO);
        dup2(fileno(err), STDERR_FILENO);
        execv(vector[0], vector);
        _exit(127);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    outcome->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    lseek(fileno(out), 0, SEEK_SET);
    lseek(fileno(err), 0, SEEK_SET);
    read_all(dup(fileno(out)), outcome->out);
    read_all(dup(fileno(err)), outcome->err);
    fclose(out);
    fclose(err);
    for (int i = 0; i <= count; i++)
        free(vector[i]);
}

START_TEST(option_error)
{
    const struct option_row *row = &option_errors[_i];
    char copy[256];
    const char *arguments[12];
    int count = 0;
    snprintf(copy, sizeof copy, "%s", row->arguments);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
        for (char *blank = word; (blank = strchr(blank, '~'));)
            *blank = ' ';
        arguments[count++] = word;
    }
    struct mishap outcome;
    run_program(arguments, count, &outcome);
    ck_assert_msg(outcome.status == row->status, "%s: status %d: %s", row->arguments,
                  outcome.status, outcome.err);
    ck_assert_msg(strncmp(outcome.err, "overshoot: ", 11) == 0, "%s: %s", row->arguments,
                  outcome.err);
    ck_assert_msg(strstr(outcome.err, row->message) != NULL, "%s: %s", row->arguments, outcome.err);
    ck_assert_msg(outcome.out[0] == '\0', "%s: prints %s", row->arguments, outcome.out);
}
END_TEST

enum { REPORT_INDENT = 4 };

/* The column that the caret stands at, from 1. */
static int caret_column(const char *message)
{
    const char *caret = strrchr(message, '^');
    if (!caret)
        return 0;
    const char *line = caret;
    while (line > message && line[-1] != '\n')
        line--;
    return utf8_count(line, (size_t)(caret - line)) + 1;
}

START_TEST(scene_error)
{
    const struct scene_row *row = &scene_errors[_i];
    char path[] = "/tmp/overshoot-test-XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, row->text, strlen(row->text)), (ssize_t)strlen(row->text));
    close(file);

    static const char *const verbs[] = {"run", "render"};
    for (int i = 0; i < COUNT(verbs); i++) {
        struct mishap outcome;
        run_program((const char *[]){verbs[i], path}, 2, &outcome);
        char place[80];
        snprintf(place, sizeof place, "overshoot: %s:%d:%d: ", path, row->line, row->column);
        ck_assert_msg(strncmp(outcome.err, place, strlen(place)) == 0, "%s: %s%s", verbs[i],
                      row->text, outcome.err);
        ck_assert_msg(strstr(outcome.err, row->message) != NULL, "%s: %s%s", verbs[i], row->text,
                      outcome.err);
        ck_assert_msg(outcome.status == row->status, "%s: %s: status %d", verbs[i], row->text,
                      outcome.status);
        ck_assert_msg(caret_column(outcome.err) == REPORT_INDENT + row->column, "the caret: %s",
                      outcome.err);
    }
    unlink(path);
}
END_TEST

int main(void)
{
    TCase *session = tcase_create("session"), *program = tcase_create("program");
    tcase_add_table_test(session, surface_error, surface_errors);
    tcase_add_table_test(session, rule_error, rule_errors);
    tcase_add_table_test(session, schedule_error, schedule_errors);
    tcase_add_table_test(session, value_error, value_errors);
    tcase_add_table_test(session, command_error, command_errors);
    tcase_add_table_test(session, too_much_error, too_much);
    tcase_add_test(session, too_many_balls);
    tcase_add_test(session, too_many_lets);
    tcase_add_table_test(program, option_error, option_errors);
    tcase_add_table_test(program, scene_error, scene_errors);
    return suite_run("errors", session, program);
}
