// What steps of repair found is done to an article here.
#pragma once

#include "model/article.h"
#include "repair/repairs.h"

namespace dealwire {

// Makes the edits in the article's texts and lists the places in `article.repaired`. Places that
// overlap become one, of the kind of the one that begins first; what is lost stays by itself.
void mend(Article& article, const Repairs& repairs);

}  // namespace dealwire
