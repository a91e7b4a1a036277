#include "repair/slip_paths.h"

namespace dealwire {
namespace {

// In nats.
constexpr double kDroppedCost = 4;  // more for a byte that left no trace
constexpr double kStray = 3;  // a byte by itself behind a run: few characters of one byte follow

// No gain and no loss: the run is over before token `k`.
SlipPath end_at(size_t k) { return {0, k}; }

}  // namespace

// The best of the steps that are offered at a token, the first of those that gain alike.
struct SlipPaths::Choice {
  const bool hard;  // is the token a U+FFFD?
  Step best;

  void offer(Move move, double gain, const SlipPath& rest) {
    if (gain + rest.gain <= best.path.gain) return;
    const bool whole = move == Move::kPair || move == Move::kFolded || move == Move::kAscii;
    best = {move, {gain + rest.gain, rest.end, rest.hard || hard, rest.known || whole}};
  }
};

SlipPaths::SlipPaths(const SlipTokens& tokens) : tokens_(tokens), steps_(tokens.size() + 1) {
  for (size_t k = steps_.size(); k-- > 1;) {
    for (const Pending pending : {kSecond, kFoldedSecond, kGone}) {
      steps_[k][pending] = best_step(k, pending);
    }
  }
}

SlipPaths::Step SlipPaths::best_step(size_t k, Pending pending) const {
  const bool at_end = k == tokens_.size();
  const bool gone = pending == kGone;
  Choice choice{!at_end && tokens_[k].c == 0xFFFD, {}};
  // A second byte was lost, which sets the reading right; or the line ends.
  if (!gone || at_end) choice.offer(Move::kDropped, -kLostCost - kDroppedCost, end_at(k));
  if (at_end) return choice.best;
  if (is_marker(tokens_[k].c)) {
    offer_losses(k, choice);
  } else if (tokens_[k].width == 2) {
    offer_pair(k, pending, choice);
  } else if (tokens_[k].width == 1 && !gone) {
    offer_ascii(k, pending, choice);
  }
  return choice.best;
}

// Token `k` stands for a byte that is gone.
void SlipPaths::offer_losses(size_t k, Choice& choice) const {
  const double gain = tokens_[k].cost - kLostCost;
  const size_t tag = tokens_[k].c == '?' ? tokens_.rest_of_end_tag(k + 1) : 0;
  choice.offer(Move::kLost, gain + kTagByte * static_cast<double>(tag), end_at(k + 1 + tag));
  if (k + 1 < tokens_.size() && tokens_[k + 1].width == 2) {
    choice.offer(Move::kLostPair, gain, steps_[k + 1][kGone].path);
  }
}

void SlipPaths::offer_pair(size_t k, Pending pending, Choice& choice) const {
  const SlipToken& token = tokens_[k];
  if (pending != kGone && tokens_.character(byte_before(k, pending), token.first) == 0) return;
  const double cost = pending == kGone ? kLostCost : pair_cost(k, pending);
  choice.offer(Move::kPair, token.cost - cost, behind(k, kSecond));
}

void SlipPaths::offer_ascii(size_t k, Pending pending, Choice& choice) const {
  const SlipToken& token = tokens_[k];
  const int byte = byte_before(k, pending);
  if (tokens_.character(byte, token.first) != 0) {
    choice.offer(Move::kAscii, token.cost - pair_cost(k, pending), end_at(k + 1));
  }
  const uint16_t wide = tokens_.unfolded(k);
  if (wide != 0 && tokens_.character(byte, wide >> 8) != 0) {
    choice.offer(Move::kFolded, token.cost - tokens_.cost(byte, wide >> 8),
                 behind(k, kFoldedSecond));
  }
}

// The byte before token `k` that is still to be read.
int SlipPaths::byte_before(size_t k, Pending pending) const {
  if (pending == kGone) return kGoneByte;
  return pending == kSecond ? tokens_[k - 1].second : tokens_.unfolded(k - 1) & 0xFF;
}

// What this byte and the first one of token `k` cost as a character.
double SlipPaths::pair_cost(size_t k, Pending pending) const {
  if (pending == kSecond) return tokens_[k].shifted_cost;
  return tokens_.cost(byte_before(k, pending), tokens_[k].first);
}

// The last byte of token `k` is at the place of a lead byte: goes on if it may be one.
SlipPath SlipPaths::behind(size_t k, Pending pending) const {
  const auto byte = static_cast<uint8_t>(byte_before(k + 1, pending));
  if (tokens_.bytes().is_lead(byte)) return steps_[k + 1][pending].path;
  const char32_t c = tokens_.bytes().character(byte);
  return {c == 0 ? kNever : -tokens_.cost()(c) - kStray, k + 1};
}

std::vector<CutCharacter> SlipPaths::characters_behind(size_t k) const {
  std::vector<CutCharacter> out;
  Pending pending = kSecond;
  while (true) {
    const int byte = byte_before(++k, pending);
    if (byte != kGoneByte && !tokens_.bytes().is_lead(static_cast<uint8_t>(byte))) {
      out.push_back({byte, kNoByte});
      return out;
    }
    switch (steps_[k][pending].move) {
      case Move::kPair:
        out.push_back({byte, tokens_[k].first});
        pending = kSecond;
        break;
      case Move::kFolded:
        out.push_back({byte, tokens_.unfolded(k) >> 8});
        pending = kFoldedSecond;
        break;
      case Move::kLostPair:
        out.push_back({byte, kGoneByte});
        pending = kGone;
        break;
      case Move::kAscii:
        out.push_back({byte, tokens_[k].first});
        return out;
      case Move::kDropped:
        out.push_back({byte, kGoneByte, byte != kGoneByte});
        return out;
      case Move::kLost:
        out.push_back({byte, kGoneByte});
        return out;
    }
  }
}

}  // namespace dealwire
