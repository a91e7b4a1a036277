// What a name looks like, script by script: where one may begin and end, and what tells that it is
// a company's, or none.
//
// Questions to a text and the pack of its language; positions are bytes. None looks farther than
// the word or run at hand. suffix_length() and name_within() cost more than the length of what they
// are given, and the caller keeps that within kLongestName.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/range.h"
#include "rules/pack.h"

namespace dealwire {

constexpr size_t kLongestName = 160;  // bytes

bool is_upper(char32_t c);  // a capital letter of any script

// Does it stand before the items of a list: ▼, ◆?
bool is_item_mark(char32_t c);

// Where the run of characters of a kind at `pos` ends, looked at up to `most` bytes.
size_t run_end(std::string_view text, size_t pos, bool (*is_kind)(char32_t),
               size_t most = std::string_view::npos);

// The letters and digits at `pos`, of a script that parts words by spaces.
std::string_view word_at(std::string_view text, size_t pos);

// What stands behind the last space.
std::string_view last_word(std::string_view text);

// Is it a word that companies' names end in: of class `name_form` (Inc., 公司) or `name_suffix`
// (Holdings, 能源)?
bool is_suffix(std::string_view word, const Pack& pack);

// Behind the forms of company in Latin script that follow at `pos`, but for a last full stop:
// Halden, Inc., Halden Co., Ltd., Halden GmbH & Co. KG. `pos` if there is none.
size_t behind_forms(std::string_view text, size_t pos, const Pack& pack);

// The same, or behind a form of company in any script: 三輪重電株式会社(三輪).
size_t behind_full_name(std::string_view text, size_t pos, const Pack& pack);

// The length of the suffix of a name; 0 if it has none, or is nothing else.
size_t suffix_length(std::string_view name, const Pack& pack);

// Is a word of a class in a name, which tells what it does: `bank` in Deutsche Bank, みずほ銀行, or
// `landlord` in Bramwell REIT?
bool names_trade(std::string_view name, const ClassName& trade, const Pack& pack);

// Does a text end in a word of a class?
bool ends_in(std::string_view text, const ClassName& word_class, const Pack& pack);

// Do the words before a name end in one that stands for companies, of class `name_lead`?
bool leads_company(std::string_view words, const Pack& pack);

// The class of a whole general word; empty if it is none.
std::string_view general_class(std::string_view word, const Pack& pack);

// Is it where a company is from: A와 인도 B?
bool is_place(std::string_view word, const Pack& pack);

// Is it a word for a company in a script that parts words: Hersteller, filiale?
bool is_head(std::string_view word, const Pack& pack);

// Does the word end like a company's (Ilmbank)?
bool is_compound_name(std::string_view word, const Pack& pack);

// Do the words end like a common noun? Of a language that writes all nouns with a capital.
bool ends_like_noun(std::string_view words, const Pack& pack);

// Does a name stand free, so that it is no part of another word or name? A Korean one may go on in
// case words only: 애플은, not 애플파이.
bool stands_free(std::string_view text, Range at, const Pack& pack);

// The name in a stretch of text that no general word parts.
std::string_view name_within(std::string_view stretch, const Pack& pack);

// Can it be a company's name, by its length and characters?
bool may_name_company(std::string_view name, const Pack& pack);

// Does a name begin or end as those of places do, by words of class `place_start` or `place_end`?
bool names_place(std::string_view name, const Pack& pack);

// Is it more likely an abbreviation of a term or product (EPC, AV-210), or a count (四艘)?
// Companies whose names look so are known or introduced.
bool is_term_or_count(std::string_view name, const Pack& pack);

// Does a dictionary take the name apart into characters? Of words it knows, names of companies are
// seldom made, and what stands between words that we know is most often one that we do not.
bool is_coined(std::string_view name, const Pack& pack);

// Is a word that we do not know rather a name than a noun: in Han one that no dictionary has, else
// a long one?
bool is_likely_name(std::string_view name, const Pack& pack);

}  // namespace dealwire
