// Keeps figures from being read where part of them may be lost.
#pragma once

#include <string_view>
#include <vector>

#include "model/range.h"
#include "model/source_map.h"

namespace dealwire {

// Makes one U+FFFD of each range of `lost` (sorted, apart) and of the figure or word that it
// touches: 10�億 is neither 10 nor 億, and of $5 m�llion only the currency would be left. Figures
// are runs of numerals, of the signs within numbers, of currency symbols and of single spaces. The
// other figure of a range goes too (35元至4�元 is not 35元), also where the word between is torn
// (A$30m �nd A$45m), the rest of a date, a magnitude that counts without its count (� mil millones)
// and a figure whose currency is torn (元人民� may be no dollars, 55億日� no yuan).
// A unit that what stood behind it may have made another goes too: 10億元�, which may have been
// 元人民幣, and 瓦� (瓦時). Damage may begin a character or two before it shows: neither
// 20億元让駧� nor $180儭� is read, nor HK$2.95。�, which was 2.95億元.
std::vector<Edit> withhold_lost(std::string_view text, const std::vector<Range>& lost);

}  // namespace dealwire
