// A fingerprint of an article's text that copies of the text nearly share.
//
// in:  the copy that rules match on, so that traditional and simplified copies are one
// out: 64 bits; the fewer of them differ, the more the texts have in common
//
//   hamming_distance(*fingerprint(a), *fingerprint(b)) <= kNearDuplicate   // copies of one text
//
// It is SimHash (M. Charikar, Similarity Estimation Techniques from Rounding Algorithms, STOC 2002)
// in 64 bits, as G. Manku, A. Jain and A. Das Sarma use it (Detecting Near-Duplicates for Web
// Crawling, WWW 2007). Its features are the pairs of neighbours among the words of a text, or its
// characters where Han, kana or Hangul are written, each pair as often as it occurs. Case,
// punctuation and white space do not count, nor does the title, which is what copies change first.
// Amounts weigh no more than words.
//
// Bits that differ, over 705 articles in many languages, and the share within kNearDuplicate:
//
//   copy                                           median  90 %  99 %  within
//   in the other Chinese script (s2t, t2s)              0     0     0   100 %
//   with other words for the other region (tw2sp)       3     8    12    94 %
//   under another title                                 0     0     0   100 %
//   its paragraphs in another order                     3     6    11    99 %
//   two lines of a site's boilerplate added             4     9    14    96 %
//   a paragraph of another article added                5    10    15    92 %
//   a paragraph cut                                     5    11    16    90 %
//   a quarter cut                                       8    13    18    76 %
//   half cut                                           15    20    27    17 %
//   all digits changed                                  5    11    17    88 %
//   1 % of its words replaced                           3     6     8   100 %
//   5 %                                                 7    11    15    84 %
//   10 %                                               11    15    19    48 %
//   the same page and its plain text (8)                2                100 %
//
// Of 69,328 pairs of different articles in one language the nearest differ in 14 bits (they quote
// the same speech) and 99.9 % in 19 or more; two reports of one event, told anew, in 29 and 30. So
// a near duplicate is the same text, not the same event; and a report that is written each day with
// other figures is a near duplicate of yesterday's.
//
// Pure, linear in the text, safe on every core.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>

#include "model/article.h"

namespace dealwire {

// Fingerprints compare only where this is the same. It must rise with any change to what a text
// gives. They are the same on all machines: XXH3 is fixed since xxHash 0.8.0, the case folding of
// assigned characters by Unicode's stability policy.
inline constexpr int kFingerprintVersion = 1;

// Texts whose fingerprints differ in at most so many bits are copies.
inline constexpr int kNearDuplicate = 10;

// None for fewer than 32 words or characters: one changed word would move them as far as 10 %
// of a long text, and what is that short is mostly a notice.
std::optional<uint64_t> fingerprint(const MatchCopy& copy);

inline int hamming_distance(uint64_t a, uint64_t b) { return std::popcount(a ^ b); }

}  // namespace dealwire
