#include "catalogue.h"

/* Parameters that several rows share: name, default, range, meaning. */
#define MOMENTUM(value)                                                                            \
    {                                                                                              \
        "momentum", value, 0, 1, "how much of the last step is kept"                               \
    }
#define EPS(value)                                                                                 \
    {                                                                                              \
        "eps", value, 0, 1, "keeps a division from being by zero"                                  \
    }
#define BETA1                                                                                      \
    {                                                                                              \
        "beta1", 0.9, 0, 0.999999999, "how slowly the mean of the gradients changes"               \
    }
#define BETA2                                                                                      \
    {                                                                                              \
        "beta2", 0.999, 0, 0.999999999, "how slowly the mean of their squares changes"             \
    }

const struct optimizer_row optimizer_rows[] = {
    {
        .name = "sgd",
        .title = "gradient descent, heavy ball",
        .rule = "v = momentum*v - eta*g; theta += v",
        .parameters = {MOMENTUM(0)},
        .source = "Polyak 1964, in the form of Keras' SGD",
    },
    {
        .name = "nesterov",
        .title = "Nesterov's accelerated gradient",
        .rule = "v = momentum*v - eta*g; theta += momentum*v - eta*g",
        .parameters = {MOMENTUM(0.9)},
        .source = "Nesterov 1983, in the form of Keras' SGD",
    },
    {
        .name = "adagrad",
        .title = "Adagrad",
        .rule = "s += g^2 + where(n == 0, accumulator, 0); theta -= eta*g/(sqrt(s) + eps)",
        .parameters = {{"accumulator", 0, 0, 1e9, "where the sum of squares begins"}, EPS(1e-10)},
        .source = "Duchi, Hazan, Singer 2011",
    },
    {
        .name = "adadelta",
        .title = "Adadelta",
        .rule = "v = rho*v + (1 - rho)*g^2; d = sqrt(u + eps)/sqrt(v + eps)*g; "
                "u = rho*u + (1 - rho)*d^2; theta -= eta*d",
        .parameters = {{"rho", 0.9, 0, 1, "how slowly the means change"}, EPS(1e-6)},
        .source = "Zeiler 2012",
    },
    {
        .name = "rmsprop",
        .title = "RMSprop",
        .rule = "v = rho*v + (1 - rho)*g^2; m = rho*m + (1 - rho)*g; "
                "b = momentum*b + g/(sqrt(v - where(centered, m^2, 0)) + eps); theta -= eta*b",
        .parameters = {{"rho", 0.99, 0, 1, "how slowly the mean of squares changes"},
                       EPS(1e-8),
                       MOMENTUM(0),
                       {"centered", 0, 0, 1, "1: by the variance, 0: by the mean square"}},
        .source = "Tieleman, Hinton 2012; Graves 2013 (centered)",
    },
    {
        .name = "adam",
        .title = "Adam",
        .rule = "m = beta1*m + (1 - beta1)*g; v = beta2*v + (1 - beta2)*g^2; "
                "theta -= eta*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)",
        .parameters = {BETA1, BETA2, EPS(1e-8)},
        .source = "Kingma, Ba 2015",
    },
    {
        .name = "armijo",
        .title = "gradient descent with backtracking",
        .rule = "theta -= backtrack(-g)*g",
        .parameters = {{"c", 1e-4, 0, 1, "the share of the promised decrease that is demanded"},
                       {"shrink", 0.5, 0.01, 0.99, "by what a step that is too long is shortened"}},
        .source = "Armijo 1966",
    },
    {
        .name = "newton",
        .title = "Newton's method",
        .rule = "theta -= eta*solve(H, g)",
        .source = "Newton 1669, Raphson 1690; without safeguard: saddles and maxima attract too",
    },
};

const int optimizer_row_count = (int)(sizeof optimizer_rows / sizeof *optimizer_rows);
