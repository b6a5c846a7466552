#include "catalogue.h"

#define DECAY_RATE                                                                                 \
    {                                                                                              \
        "decay", 0.01, 0, 1e6, "d: how fast the rate falls"                                        \
    }
#define ETA_MIN                                                                                    \
    {                                                                                              \
        "eta_min", 0, 0, 1e9, "the rate at the bottom"                                             \
    }
#define TOTAL(value)                                                                               \
    {                                                                                              \
        "total", value, 1, 1e12, "iterations until the bottom"                                     \
    }

const struct schedule_row schedule_rows[] = {
    {
        .name = "constant",
        .title = "the same rate for ever",
        .formula = "eta0",
        .source = "",
    },
    {
        .name = "time",
        .title = "time-based decay",
        .formula = "eta/(1 + decay*n)",
        .parameters = {DECAY_RATE},
        .source = "the encyclopedia's time-based schedule; a recursion, faster than exponential",
    },
    {
        .name = "step",
        .title = "step decay",
        .formula = "eta0*decay^floor((1 + n)/period)",
        .parameters = {{"decay", 0.5, 0, 1e6, "d: the factor at each drop"},
                       {"period", 10, 1, 1e12, "r: iterations between drops"}},
        .source = "the encyclopedia's step-based schedule",
    },
    {
        .name = "exponential",
        .title = "exponential decay",
        .formula = "eta0*exp(-decay*n)",
        .parameters = {DECAY_RATE},
        .source = "the encyclopedia's exponential schedule",
    },
    {
        .name = "inverse-time",
        .title = "inverse-time decay",
        .formula = "eta0/(1 + decay*n)",
        .parameters = {DECAY_RATE},
        .source = "Robbins, Monro 1951; `decay` of Keras' optimizers",
    },
    {
        .name = "cosine",
        .title = "cosine annealing",
        .formula = "eta_min + (eta0 - eta_min)*(1 + cos(pi*min(n, total)/total))/2",
        .parameters = {TOTAL(200), ETA_MIN},
        .source = "Loshchilov, Hutter 2017",
    },
};

const int schedule_row_count = (int)(sizeof schedule_rows / sizeof *schedule_rows);
