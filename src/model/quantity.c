#include "quantity.h"

#define NUMBER(name, value)                                                                        \
    static double name(const struct row *row)                                                      \
    {                                                                                              \
        return value;                                                                              \
    }
NUMBER(place_x, row->x)
NUMBER(place_y, row->y)
NUMBER(loss, row->loss)
NUMBER(eta, row->eta)
NUMBER(grad_x, row->gx)
NUMBER(grad_y, row->gy)

const struct quantity_row quantity_rows[QUANTITY_COUNT] = {
    [QUANTITY_X] = {"x", place_x, true},
    [QUANTITY_Y] = {"y", place_y, true},
    [QUANTITY_LOSS] = {"loss", loss, true},
    [QUANTITY_ETA] = {"eta", eta, true},
    [QUANTITY_GRAD_X] = {"grad_x", grad_x, true},
    [QUANTITY_GRAD_Y] = {"grad_y", grad_y, true},
    [QUANTITY_SHARPNESS] = {"sharpness", row_sharpness, true},
};
