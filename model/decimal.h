// Exact decimal numbers for amounts: coefficient x 10^exponent. No binary floating point touches a
// value on its way from the page to the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dealwire {

__extension__ using Int128 = __int128;  // of g++ and clang, not of the standard

class Decimal {
 public:
  Decimal() = default;
  explicit Decimal(int64_t value) : coefficient_(value) {}

  // Reads "12", "-3.50", "1e9", "2.5e-3". Returns nullopt for anything else, and for more digits
  // than the type holds (30).
  static std::optional<Decimal> parse(std::string_view text);

  // Arithmetic is exact, or returns nullopt where more digits are needed on the way than the type
  // holds.
  std::optional<Decimal> plus(const Decimal& other) const;
  std::optional<Decimal> times(const Decimal& other) const;

  // The quotient, rounded to twelve places behind the point. nullopt for a division by zero and for
  // more digits than the type holds.
  std::optional<Decimal> over(const Decimal& other) const;

  bool is_zero() const { return coefficient_ == 0; }
  bool less_than(const Decimal& other) const;
  bool operator==(const Decimal& other) const { return str() == other.str(); }

  // Plain notation, without exponent or superfluous zeros: "100000000000", "0.35".
  std::string str() const;

 private:
  Decimal(Int128 coefficient, int exponent) : coefficient_(coefficient), exponent_(exponent) {}
  static std::optional<Decimal> checked(Int128 coefficient, int exponent);

  Int128 coefficient_ = 0;
  int exponent_ = 0;
};

namespace decimal_internal {
// Ten digits below the limit of 128 bits, so that a product by one digit never overflows.
constexpr Int128 kLimit = static_cast<Int128>(1'000'000'000'000'000) * 1'000'000'000'000'000;
constexpr int kMaxExponent = 64;
}  // namespace decimal_internal

inline std::optional<Decimal> Decimal::checked(Int128 coefficient, int exponent) {
  while (coefficient != 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    ++exponent;
  }
  if (coefficient == 0) exponent = 0;
  const Int128 magnitude = coefficient < 0 ? -coefficient : coefficient;
  if (magnitude >= decimal_internal::kLimit || exponent > decimal_internal::kMaxExponent ||
      exponent < -decimal_internal::kMaxExponent) {
    return std::nullopt;
  }
  return Decimal(coefficient, exponent);
}

inline std::optional<Decimal> Decimal::parse(std::string_view text) {
  size_t i = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) ++i;
  Int128 coefficient = 0;
  int exponent = 0, zeros = 0;
  bool digits = false, point = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      digits = true;
      // Zeros wait for a digit behind them: at the end of a long number they are an exponent.
      if (c == '0' && coefficient != 0) {
        ++zeros;
        exponent -= point;
        continue;
      }
      for (; zeros >= 0; --zeros) {
        if (coefficient >= decimal_internal::kLimit / 10) return std::nullopt;
        coefficient *= 10;
      }
      zeros = 0;
      coefficient += c - '0';
      exponent -= point;
    } else if (c == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (!digits) return std::nullopt;
  exponent += zeros;
  if (i < text.size()) {
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    bool minus = false;
    if (++i < text.size() && (text[i] == '-' || text[i] == '+')) minus = text[i++] == '-';
    if (i == text.size() || text.size() - i > 3) return std::nullopt;
    int power = 0;
    for (; i < text.size(); ++i) {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      power = power * 10 + (text[i] - '0');
    }
    exponent += minus ? -power : power;
  }
  return checked(negative ? -coefficient : coefficient, exponent);
}

inline std::optional<Decimal> Decimal::plus(const Decimal& other) const {
  if (is_zero()) return other;
  if (other.is_zero()) return *this;
  Decimal a = *this, b = other;
  if (a.exponent_ < b.exponent_) std::swap(a, b);
  while (a.exponent_ > b.exponent_) {
    const Int128 magnitude = a.coefficient_ < 0 ? -a.coefficient_ : a.coefficient_;
    if (magnitude >= decimal_internal::kLimit) return std::nullopt;
    a.coefficient_ *= 10;
    --a.exponent_;
  }
  return checked(a.coefficient_ + b.coefficient_, a.exponent_);
}

inline std::optional<Decimal> Decimal::times(const Decimal& other) const {
  Int128 product;
  if (__builtin_mul_overflow(coefficient_, other.coefficient_, &product)) return std::nullopt;
  return checked(product, exponent_ + other.exponent_);
}

inline std::optional<Decimal> Decimal::over(const Decimal& other) const {
  constexpr int kPlaces = 12;
  if (other.is_zero()) return std::nullopt;
  // Long division, digit by digit: the rest stays below the divisor.
  Int128 divisor = other.coefficient_ < 0 ? -other.coefficient_ : other.coefficient_;
  Int128 dividend = coefficient_ < 0 ? -coefficient_ : coefficient_;
  if (divisor >= decimal_internal::kLimit / 10) return std::nullopt;
  Int128 quotient = dividend / divisor, rest = dividend % divisor;
  int exponent = exponent_ - other.exponent_;
  while (rest != 0 && exponent > -kPlaces && quotient < decimal_internal::kLimit / 10) {
    rest *= 10;
    quotient = quotient * 10 + rest / divisor;
    rest %= divisor;
    --exponent;
  }
  if (rest * 2 >= divisor) ++quotient;
  const bool negative = (coefficient_ < 0) != (other.coefficient_ < 0);
  return checked(negative ? -quotient : quotient, exponent);
}

inline bool Decimal::less_than(const Decimal& other) const {
  const int sign = (coefficient_ > 0) - (coefficient_ < 0);
  const int other_sign = (other.coefficient_ > 0) - (other.coefficient_ < 0);
  if (sign != other_sign) return sign < other_sign;
  const auto difference = plus(Decimal(-other.coefficient_, other.exponent_));
  if (difference) return difference->coefficient_ < 0;
  // Too wide to subtract: of coefficients without final zeros the larger exponent is far larger.
  return sign > 0 ? exponent_ < other.exponent_ : exponent_ > other.exponent_;
}

inline std::string Decimal::str() const {
  Int128 rest = coefficient_ < 0 ? -coefficient_ : coefficient_;
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (exponent_ > 0 && coefficient_ != 0) digits.append(exponent_, '0');
  if (exponent_ < 0) {
    const size_t places = static_cast<size_t>(-exponent_);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  return coefficient_ < 0 ? "-" + digits : digits;
}

}  // namespace dealwire
