// Who pays whom, as a drawing.
#pragma once

#include <string>

#include "model/error.h"
#include "store/selection.h"

namespace dealwire {

// A graph for Graphviz (`dot -Tsvg`): an arrow for each payer and payee of each deal. Deals without
// both are left out.
Expected<std::string> flow_dot(const Store& store, const Selection& selection);

}  // namespace dealwire
